// Modbus TCP, a part: a header with a transaction and a length that counts more than one field, registers, and refusals that are answers. Check it with
//
//     protoharness check samples/Modbus.cs

/// <summary>What is asked for; with the highest bit, that it was refused.</summary>
public enum Function : byte
{
    /// <summary>Read holding registers.</summary>
    Read = 3,

    /// <summary>Write several registers.</summary>
    Write = 16,

    /// <summary>The device does not read.</summary>
    ReadRefused = 0x83,

    /// <summary>The device does not write.</summary>
    WriteRefused = 0x90,
}

/// <summary>One question or answer.</summary>
/// <param name="Transaction">Chosen by the client; the answer has the same.</param>
/// <param name="Protocol">Always 0.</param>
/// <param name="Length">Bytes from <paramref name="Unit"/> on; computed.</param>
/// <param name="Unit">The device behind a gateway.</param>
/// <param name="Function">What is asked for; open, because a device refuses what it does not know.</param>
/// <param name="Data">What belongs to the function.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 260)]
public readonly partial record struct Adu(
    ushort Transaction,
    [Const(0)] ushort Protocol,
    [LengthOf(nameof(Unit), To = nameof(Data))] ushort Length,
    byte Unit,
    Function Function,
    [Limit(252)] byte[] Data);

/// <summary>The first bytes of what belongs to both functions: a range of registers.</summary>
/// <param name="Start">The first register.</param>
/// <param name="Count">How many.</param>
/// <param name="Values">Two bytes each when writing; nothing when reading.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 252)]
public readonly partial record struct Registers(ushort Start, [Limit(1, 125)] ushort Count, [Remaining] [Limit(247)] byte[] Values);

/// <summary>The protocol: a device with registers, and a client with two questions under way.</summary>
public sealed class ModbusPlugin : IProtocolPlugin
{
    const int MostWritten = 123;

    static readonly Parameter<int> Rounds = Parameter.Int("rounds", "how many times registers are written and read", 4, min: 1, max: 200, samples: [20]);
    static readonly Parameter<int> Count = Parameter.Int("count", "how many registers", 3, min: 1, max: MostWritten, samples: [1]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("modbus", "Modbus TCP: registers of a device")
        .Wire<Adu>()
        .Frame<Registers>()
        .Service("device", "65536 registers for each unit", _ => new Device())
        .Conversation("registers", "writes registers and reads them back, without waiting in between", TalkAsync, Rounds, Count);

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<Adu>(connection.Input);
        var writer = new FrameWriter<Adu>(connection.Output);

        // Clients share the device, and must not share registers.
        var unit = byte.Parse(connection.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
        for (ushort round = 0; round < context.Get(Rounds); round++)
        {
            var values = new byte[2 * context.Get(Count)];
            context.Random.NextBytes(values);
            var write = Registers.Create((ushort)context.Random.Next(1_000), (ushort)context.Get(Count), values);
            var (written, read) = ((ushort)(2 * round), (ushort)((2 * round) + 1));
            writer.Write(Adu.Create(written, unit, Function.Write, Bytes(write)));
            await writer.WriteAsync(Adu.Create(read, unit, Function.Read, Bytes(write with { Values = [] })), context.Cancellation);

            var first = await AnswerAsync(written, Function.Write);
            context.Expect(first.AsSpan().SequenceEqual(Bytes(write with { Values = [] })), "the device has written something else");
            var second = await AnswerAsync(read, Function.Read);
            context.Expect(second.Length > 0 && second[0] == values.Length && second.AsSpan(1).SequenceEqual(values), "the registers came back as something else");
        }

        async Task<byte[]> AnswerAsync(ushort transaction, Function function)
        {
            if (!await reader.MoveNextAsync(context.Cancellation))
            {
                throw new ProtocolException("The device ended instead of answering.");
            }

            var answer = reader.Current;
            return answer.Transaction == transaction && answer.Unit == unit && answer.Function == function ? answer.Data
                : throw new ProtocolException($"The answer to {function} {transaction} is {answer.Function} {answer.Transaction}.");
        }
    }

    static byte[] Bytes(Registers registers)
    {
        var bytes = new byte[registers.GetEncodedLength()];
        registers.Write(bytes);
        return bytes;
    }

    sealed class Device : IProtocolServer
    {
        readonly Lock _gate = new();
        readonly Dictionary<(byte Unit, int Register), (byte High, byte Low)> _registers = [];

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            using var reader = new FrameReader<Adu>(connection.Input);
            var writer = new FrameWriter<Adu>(connection.Output);
            while (await reader.MoveNextAsync(context.Cancellation))
            {
                await writer.WriteAsync(Answer(reader.Current), context.Cancellation);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        Adu Answer(Adu question)
        {
            const byte UnknownFunction = 1, WrongValue = 3;
            if (question.Function is not (Function.Read or Function.Write))
            {
                return Refuse(question, UnknownFunction);
            }

            if (!Registers.TryRead(question.Data, out var range).IsComplete || range.Start + range.Count > ushort.MaxValue + 1)
            {
                return Refuse(question, WrongValue);
            }

            lock (_gate)
            {
                return question.Function == Function.Read
                    ? range.Values.Length == 0 ? Read(question, range) : Refuse(question, WrongValue)
                    : range.Count <= MostWritten && range.Values.Length == 2 * range.Count ? Write(question, range) : Refuse(question, WrongValue);
            }
        }

        Adu Read(Adu question, Registers range)
        {
            var data = new byte[1 + (2 * range.Count)];
            data[0] = (byte)(2 * range.Count);
            for (var i = 0; i < range.Count; i++)
            {
                (data[1 + (2 * i)], data[2 + (2 * i)]) = _registers.GetValueOrDefault((question.Unit, range.Start + i));
            }

            return Adu.Create(question.Transaction, question.Unit, Function.Read, data);
        }

        Adu Write(Adu question, Registers range)
        {
            for (var i = 0; i < range.Count; i++)
            {
                _registers[(question.Unit, range.Start + i)] = (range.Values[2 * i], range.Values[(2 * i) + 1]);
            }

            return Adu.Create(question.Transaction, question.Unit, Function.Write, Bytes(range with { Values = [] }));
        }

        static Adu Refuse(Adu question, byte why) => Adu.Create(question.Transaction, question.Unit, (Function)((byte)question.Function | 0x80), [why]);
    }
}
