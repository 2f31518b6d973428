// breaks: session/hostile
// class: MQTT brokers and length-delimited Protocol Buffers: a length in groups of seven bits, of which as much is kept as four groups can say
using System.Buffers;

namespace SeededBugs;

/// <summary>The groups are counted, the bytes that they announce are not: a packet waits in the pipe until all of it is there.</summary>
public sealed class GroupedLengthWithoutALimit : IProtocolPlugin
{
    const int MaxGroups = 4;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the length of each", 20, max: 1000, samples: [0, 127, 128]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("grouped-length-without-a-limit", "a length in groups of seven bits and a message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection.Input, context.Cancellation) is { } message)
        {
            await WriteAsync(connection.Output, message, context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Get(Bytes)];
            context.Random.NextBytes(message);
            await WriteAsync(connection.Output, message, context.Cancellation);
            var answer = await ReadAsync(connection.Input, context.Cancellation) ?? throw new ProtocolException("the server has ended");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i} differs from the message");
        }
    }

    static async Task WriteAsync(PipeWriter output, byte[] message, CancellationToken cancellation)
    {
        var rest = message.Length;
        for (; rest > 0x7f; rest >>= 7)
        {
            output.Write([(byte)(rest | 0x80)]);
        }

        output.Write([(byte)rest, .. message]);
        await output.FlushAsync(cancellation);
    }

    static async Task<byte[]?> ReadAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (TryTake(read.Buffer, out var message, out var end))
            {
                input.AdvanceTo(end);
                return message;
            }

            if (read.IsCompleted)
            {
                return read.Buffer.IsEmpty ? null : throw new ProtocolException("the stream ended inside a message");
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    static bool TryTake(ReadOnlySequence<byte> buffer, out byte[] message, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(buffer);
        var length = 0;
        (message, end) = ([], default);
        for (var group = 0; ; group++)
        {
            if (group == MaxGroups)
            {
                throw new ProtocolException("the length takes more than four bytes");
            }

            if (!reader.TryRead(out var bits))
            {
                return false;
            }

            length |= (bits & 0x7f) << (7 * group);
            if ((bits & 0x80) == 0)
            {
                break;
            }
        }

        if (reader.Remaining < length)
        {
            return false;
        }

        message = reader.UnreadSequence.Slice(0, length).ToArray();
        end = buffer.GetPosition(length, reader.Position);
        return true;
    }
}
