// A protocol in one file: a store of texts under keys. Check it with
//
//     protoharness check samples/KeyValue.cs

/// <summary>What a message is for.</summary>
public enum Verb : byte
{
    /// <summary>Client: keep this value under this key.</summary>
    Put = 1,

    /// <summary>Client: what is under this key?</summary>
    Get = 2,

    /// <summary>Server: this, or it is kept.</summary>
    Value = 3,

    /// <summary>Server: nothing is, or there is no room for it.</summary>
    Nothing = 4,
}

/// <summary>One message, the same in both directions.</summary>
/// <param name="Verb">What it is for; any other value is refused.</param>
/// <param name="Key">At most 64 bytes of UTF-8, behind their length in one byte.</param>
/// <param name="Value">At most 4 KiB, behind their length in two bytes; empty in a question.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 4_164)]
public readonly partial record struct Message(
    [Closed] Verb Verb,
    [LengthPrefixed(LengthPrefix.U8)] [Text(TextEncoding.Utf8)] [Limit(64)] string Key,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(4_096)] byte[] Value);

/// <summary>The protocol: what can be set, its server, its client.</summary>
public sealed class KeyValuePlugin : IProtocolPlugin
{
    static readonly Parameter<int> Capacity = Parameter.Int("capacity", "how many keys a server keeps", 1_000, min: 1, samples: [1]);
    static readonly Parameter<int> Keys = Parameter.Int("keys", "how many keys the client puts", 5, min: 1, max: 1_000, samples: [1, 20]);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "the length of each value", 40, max: 4_096, samples: [0, 4_096]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("key-value", "a store of texts under keys")
        .Options(Capacity)
        .Wire<Message>()
        .Service("store", "keeps values for as long as it lives, shared by its connections", _ => new Store())
        .Conversation("put-get", "puts values, gets each back, and asks for one that was never put", PutGetAsync, Keys, Bytes);

    static async Task PutGetAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<Message>(connection.Input);
        var writer = new FrameWriter<Message>(connection.Output);

        var kept = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < context.Get(Keys); i++)
        {
            // Clients of one server share its store: each has keys of its own, and finds as much room as the others leave.
            var key = $"{connection.Name}/{i}";
            var value = new byte[context.Get(Bytes)];
            context.Random.NextBytes(value);
            var answer = await AskAsync(Message.Create(Verb.Put, key, value));
            context.Expect(answer.Key == key, $"the answer to {key} is about {answer.Key}");
            if (answer.Verb == Verb.Value)
            {
                kept[key] = value;
            }
        }

        foreach (var (key, value) in kept)
        {
            var answer = await AskAsync(Message.Create(Verb.Get, key, []));
            context.Expect(answer.Verb == Verb.Value && answer.Value.AsSpan().SequenceEqual(value), $"{key} came back as something else");
        }

        var unknown = await AskAsync(Message.Create(Verb.Get, "never put", []));
        context.Expect(unknown.Verb == Verb.Nothing, "there is a value that was never put");

        async Task<Message> AskAsync(Message question)
        {
            await writer.WriteAsync(question, context.Cancellation);
            return await reader.MoveNextAsync(context.Cancellation)
                ? reader.Current
                : throw new ProtocolException("The server ended instead of answering.");
        }
    }

    sealed class Store : IProtocolServer
    {
        readonly Lock _gate = new();
        readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            using var reader = new FrameReader<Message>(connection.Input);
            var writer = new FrameWriter<Message>(connection.Output);
            while (await reader.MoveNextAsync(context.Cancellation))
            {
                await writer.WriteAsync(Answer(reader.Current, context.Get(Capacity)), context.Cancellation);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        Message Answer(Message question, int capacity)
        {
            lock (_gate)
            {
                switch (question.Verb)
                {
                    case Verb.Get:
                        return _values.TryGetValue(question.Key, out var value)
                            ? Message.Create(Verb.Value, question.Key, value)
                            : Message.Create(Verb.Nothing, question.Key, []);
                    case Verb.Put when _values.Count < capacity || _values.ContainsKey(question.Key):
                        _values[question.Key] = question.Value;
                        return Message.Create(Verb.Value, question.Key, question.Value);
                    case Verb.Put:
                        return Message.Create(Verb.Nothing, question.Key, []);
                    default:
                        throw new ProtocolException($"A client may not send {question.Verb}.");
                }
            }
        }
    }
}
