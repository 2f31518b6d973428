// RESP2, the protocol of Redis, a part: text and bytes mixed, read by hand, several commands under way. Check it with
//
//     protoharness check samples/Resp.cs
using System.Globalization;

/// <summary>The protocol: no frames, because a command is as many lines and strings as its first line says.</summary>
public sealed class RespPlugin : IProtocolPlugin
{
    static readonly Parameter<int> Commands = Parameter.Int("commands", "how many values are set", 4, min: 1, max: 500, samples: [1, 20]);
    static readonly Parameter<int> Depth = Parameter.Int("depth", "how many commands are under way at once", 3, min: 1, max: 8, samples: [1]);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "the length of a value", 30, max: RespReader.MaxString, samples: [0, 5_000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("resp", "RESP2, the protocol of Redis: SET, GET, INCR, QUIT")
        .Service("store", "keeps values, shared by its connections", _ => new Store())
        .Conversation("pipeline", "sets values and gets them back, several at once", PipelineAsync, Commands, Depth, Bytes)
        .Conversation("counter", "counts up what all clients count up", CountAsync, Commands);

    static async Task PipelineAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var reader = new RespReader(connection.Input);
        var asked = new Queue<byte[]>();
        for (var next = 0; next < context.Get(Commands) || asked.Count > 0;)
        {
            while (next < context.Get(Commands) && asked.Count < context.Get(Depth))
            {
                var (key, value) = (Encoding.ASCII.GetBytes($"{connection.Name}:{next}"), new byte[context.Get(Bytes)]);
                context.Random.NextBytes(value);
                RespWriter.Command(connection.Output, "SET"u8.ToArray(), key, value);
                RespWriter.Command(connection.Output, "GET"u8.ToArray(), key);
                asked.Enqueue(value);
                next++;
            }

            await connection.Output.FlushAsync(context.Cancellation);
            context.Expect(await reader.AnswerAsync(context.Cancellation) is "OK", "SET was not answered by OK");
            var got = await reader.AnswerAsync(context.Cancellation) as byte[];
            context.Expect(got.AsSpan().SequenceEqual(asked.Dequeue()), "GET was answered by something else");
        }

        await QuitAsync(connection, reader, context);
    }

    static async Task CountAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var reader = new RespReader(connection.Input);
        var last = 0L;
        for (var i = 0; i < context.Get(Commands); i++)
        {
            RespWriter.Command(connection.Output, "INCR"u8.ToArray(), "n"u8.ToArray());
            await connection.Output.FlushAsync(context.Cancellation);
            var answer = await reader.AnswerAsync(context.Cancellation);
            context.Expect(answer is long now && now > last, $"INCR was answered by {answer} after {last}");
            last = (long)answer;
        }

        await QuitAsync(connection, reader, context);
    }

    static async Task QuitAsync(IConnection connection, RespReader reader, ConversationContext context)
    {
        RespWriter.Command(connection.Output, "QUIT"u8.ToArray());
        await connection.Output.FlushAsync(context.Cancellation);
        context.Expect(await reader.AnswerAsync(context.Cancellation) is "OK", "QUIT was not answered by OK");
    }

    sealed class Store : IProtocolServer
    {
        readonly Lock _gate = new();
        readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            var reader = new RespReader(connection.Input);
            while (await reader.CommandAsync(context.Cancellation) is { } command)
            {
                Answer(connection.Output, command);
                await connection.Output.FlushAsync(context.Cancellation);
                if (command[0] is [(byte)'Q', (byte)'U', (byte)'I', (byte)'T'])
                {
                    return;
                }
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        void Answer(PipeWriter output, List<byte[]> command)
        {
            var key = command.Count > 1 ? Encoding.Latin1.GetString(command[1]) : "";
            lock (_gate)
            {
                switch ((Encoding.Latin1.GetString(command[0]), command.Count))
                {
                    case ("SET", 3):
                        _values[key] = command[2];
                        RespWriter.Line(output, "+OK");
                        break;
                    case ("GET", 2) when _values.TryGetValue(key, out var value):
                        RespWriter.String(output, value);
                        break;
                    case ("GET", 2):
                        RespWriter.Line(output, "$-1");
                        break;
                    case ("INCR", 2):
                        var text = Encoding.ASCII.GetString(_values.GetValueOrDefault(key, "0"u8.ToArray()));
                        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue)
                        {
                            _values[key] = Encoding.ASCII.GetBytes((number + 1).ToString(CultureInfo.InvariantCulture));
                            RespWriter.Line(output, $":{number + 1}");
                        }
                        else
                        {
                            RespWriter.Line(output, "-ERR value is not an integer");
                        }

                        break;
                    case ("QUIT", 1):
                        RespWriter.Line(output, "+OK");
                        break;
                    default:
                        RespWriter.Line(output, "-ERR unknown command");
                        break;
                }
            }
        }
    }
}

static class RespWriter
{
    public static void Command(PipeWriter output, params byte[][] parts)
    {
        Line(output, $"*{parts.Length}");
        foreach (var part in parts)
        {
            String(output, part);
        }
    }

    public static void String(PipeWriter output, byte[] value)
    {
        Line(output, $"${value.Length}");
        output.Write(value);
        output.Write("\r\n"u8);
    }

    public static void Line(PipeWriter output, string text) => output.Write(Encoding.ASCII.GetBytes(text + "\r\n"));
}

/// <summary>Reads commands and answers. It looks at what has arrived, and takes it when it is whole.</summary>
sealed class RespReader(PipeReader input)
{
    public const int MaxString = 64 * 1024;
    const int MaxLine = 1_024, MaxParts = 16;

    /// <summary>The parts of the next command, at least one; null at the end of the stream in front of one.</summary>
    public async Task<List<byte[]>?> CommandAsync(CancellationToken cancellation)
    {
        if (await LineAsync(mayEnd: true, cancellation) is not { } line)
        {
            return null;
        }

        var parts = new List<byte[]>();
        for (var rest = Number(line, '*', MaxParts); rest > 0; rest--)
        {
            parts.Add(await StringAsync(Number(await LineAsync(mayEnd: false, cancellation), '$', MaxString), cancellation));
        }

        return parts.Count > 0 ? parts : throw new ProtocolException("A command has a name.");
    }

    /// <summary>The next answer: a text, a number, or bytes.</summary>
    public async Task<object> AnswerAsync(CancellationToken cancellation)
    {
        var line = await LineAsync(mayEnd: false, cancellation);
        return line switch
        {
            ['+', ..] => line[1..],
            [':', ..] when long.TryParse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            ['$', ..] => await StringAsync(Number(line, '$', MaxString), cancellation),
            _ => throw new ProtocolException($"Not the answer: {line}"),
        };
    }

    static int Number(string? line, char kind, int most) =>
        line is not null && line.StartsWith(kind) && int.TryParse(line.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number : throw new ProtocolException($"Neither {kind} nor a number up to {most}: {line}");

    async Task<string?> LineAsync(bool mayEnd, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end && read.Buffer.Slice(0, end) is { Length: <= MaxLine } line)
            {
                var text = Encoding.Latin1.GetString(line);
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return text.EndsWith('\r') ? text[..^1] : throw new ProtocolException("A line ends with CR and LF.");
            }

            if (read.Buffer.Length > MaxLine)
            {
                throw new ProtocolException($"A line has more than {MaxLine} bytes.");
            }

            if (read.IsCompleted)
            {
                return mayEnd && read.Buffer.IsEmpty ? null : throw new ProtocolException("The stream ended inside a message.");
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    async Task<byte[]> StringAsync(int length, CancellationToken cancellation)
    {
        // The line end behind the string belongs to it: without it the string has not arrived.
        var read = await input.ReadAtLeastAsync(length + 2, cancellation);
        if (read.Buffer.Length < length + 2)
        {
            throw new ProtocolException("The stream ended inside a string.");
        }

        var bytes = read.Buffer.Slice(0, length + 2).ToArray();
        input.AdvanceTo(read.Buffer.GetPosition(length + 2));
        return bytes.AsSpan().EndsWith("\r\n"u8) ? bytes[..^2] : throw new ProtocolException("A string ends with CR and LF.");
    }
}
