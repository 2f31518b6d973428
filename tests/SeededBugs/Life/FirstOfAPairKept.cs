// breaks: session/leaks
// class: relays and brokers that keep one of the connections of each client, and let go of the others
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>Who comes first of a pair is put on a list, of whom to tell what, and stays there; the second is let go.</summary>
public sealed class FirstOfAPairKept : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the length of each", 10, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("first-of-a-pair-kept", "two connections of one name hear each other")
        .Service("relay", "hands what one says to the other", _ => new Relay())
        .Conversation("pair", "each in turn says something, and the other hears it", PairAsync, Messages, Bytes);

    static async Task PairAsync(ConversationContext context)
    {
        await using var one = await context.ConnectAsync(context.Cancellation);
        await using var two = await context.ConnectAsync(context.Cancellation);
        var name = Encoding.ASCII.GetBytes(one.Name);
        foreach (var connection in new[] { one, two })
        {
            await WriteAsync(connection, name, context);
            var welcome = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its welcome");
            context.Expect(welcome.AsSpan().SequenceEqual(name), "the welcome names another");
        }

        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Get(Bytes)];
            context.Random.NextBytes(message);
            await WriteAsync(i % 2 == 0 ? one : two, message, context);
            var heard = await ReadAsync(i % 2 == 0 ? two : one, context) ?? throw new EndOfStreamException("the server ended before it had handed all on");
            context.Expect(heard.AsSpan().SequenceEqual(message), $"message {i + 1} was heard as something else");
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context)
    {
        var packet = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, message.Length);
        message.CopyTo(packet, 4);
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        var header = new byte[4];
        if (await connection.Stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, context.Cancellation) is var got and < 4)
        {
            return got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of 4 bytes of a length.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is < 0 or > MaxMessage)
        {
            throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.");
        }

        var message = new byte[length];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        return message;
    }

    sealed class Relay : IProtocolServer
    {
        readonly Lock _gate = new();
        readonly List<IConnection> _first = [];
        readonly Dictionary<string, List<IConnection>> _pairs = new(StringComparer.Ordinal);

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            if (await ReadAsync(connection, context) is not { } name)
            {
                return;
            }

            var key = Convert.ToHexString(name);
            if (!TryEnter(key, connection))
            {
                throw new ProtocolException("There are two of this name.");
            }

            try
            {
                await WriteAsync(connection, name, context);
                while (await ReadAsync(connection, context) is { } message)
                {
                    if (Partner(key, connection) is not { } partner)
                    {
                        throw new ProtocolException("There is nobody to hear it.");
                    }

                    await WriteAsync(partner, message, context);
                }
            }
            finally
            {
                if (Leave(key, connection) is { } partner)
                {
                    // Nobody speaks to it any more.
                    await partner.CompleteOutputAsync(context.Cancellation);
                }
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        bool TryEnter(string key, IConnection connection)
        {
            lock (_gate)
            {
                if (!_pairs.TryGetValue(key, out var pair))
                {
                    _pairs[key] = pair = [];
                }

                if (pair.Count == 2)
                {
                    return false;
                }

                if (pair.Count == 0)
                {
                    _first.Add(connection);
                }

                pair.Add(connection);
                return true;
            }
        }

        IConnection? Partner(string key, IConnection connection)
        {
            lock (_gate)
            {
                return _pairs[key].Find(other => other != connection);
            }
        }

        IConnection? Leave(string key, IConnection connection)
        {
            lock (_gate)
            {
                _pairs[key].Remove(connection);
                if (_pairs[key].Count > 0)
                {
                    return _pairs[key][0];
                }

                _pairs.Remove(key);
                return null;
            }
        }
    }
}
