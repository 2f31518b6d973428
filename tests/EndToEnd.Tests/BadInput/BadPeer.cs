[assembly: AssemblyFixture(typeof(EndToEnd.Tests.BadInput.BadPeer))]

namespace EndToEnd.Tests.BadInput;

/// <summary>A plugin in one file whose server does something else than answer: its option says what. It is written once, and so compiled once.</summary>
public sealed class BadPeer : IDisposable
{
    /// <summary>The ways to misbehave: the value of the option <c>answer</c>, what it is, and what is run for each message that came.</summary>
    public static readonly IReadOnlyList<(string Answer, string What, string Does)> Ways =
    [
        ("0", "random bytes", "var junk = new byte[64]; random.NextBytes(junk); await connection.Output.WriteAsync(junk, context.Cancellation);"),
        ("1", "a length of 2^63", "await connection.Output.WriteAsync(new byte[] { 0x80, 0, 0, 0, 0, 0, 0, 0 }, context.Cancellation);"),
        ("2", "a frame without end", "while (true) { await connection.Output.WriteAsync(new byte[] { 0, 0, 0, 0, 0, 15, 66, 64 }, context.Cancellation); await connection.Output.WriteAsync(new byte[100], context.Cancellation); }"),
        ("3", "no answer, for ever", "await Task.Delay(Timeout.Infinite, context.Cancellation);"),
        ("4", "an exception", "throw new InvalidOperationException(\"out of order\");"),
        ("5", "a blocked thread", "new ManualResetEventSlim().Wait();"),
        ("6", "a loop without end", "var spins = 0L; while (true) { spins++; }"),
    ];

    readonly TempFolder _folder = new();

    public BadPeer() => File = _folder.Write("BadPeer.cs", Source());

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The options of a command that choose the plugin's way to misbehave.</summary>
    /// <param name="what">As <see cref="Ways"/> calls it.</param>
    public static string[] That(string what) => ["--set", $"answer={Ways.Single(way => way.What == what).Answer}"];

    public void Dispose() => _folder.Dispose();

    static string Source() => $$"""
        [Frame(MaxLength = 1_000_008)]
        public readonly partial record struct Packet([LengthPrefixed(LengthPrefix.U64)] byte[] Payload);

        public sealed class BadPeerPlugin : IProtocolPlugin
        {
            static readonly Parameter<int> Answer = Parameter.Int("answer", "what it does instead of answering", 0, min: 0, max: {{Ways.Count - 1}});

            public void Define(PluginBuilder plugin) => plugin
                .Describe("bad-peer", "a server that misbehaves")
                .Options(Answer)
                .Wire<Packet>()
                .Service("echo", "should send every message back", ServeAsync)
                .Conversation("echo", "one message out, the same one back", TalkAsync);

            static async Task ServeAsync(IConnection connection, RoleContext context)
            {
                var random = context.Random;
                using var reader = new FrameReader<Packet>(connection.Input);
                while (await reader.MoveNextAsync(context.Cancellation))
                {
                    switch (context.Get(Answer))
                    {
                        {{string.Concat(Ways.Select(way => $"case {way.Answer}: {{ {way.Does} break; }}\n"))}}
                    }
                }
            }

            static async Task TalkAsync(ConversationContext context)
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                using var reader = new FrameReader<Packet>(connection.Input);
                var message = new byte[20];
                context.Random.NextBytes(message);
                await new FrameWriter<Packet>(connection.Output).WriteAsync(new Packet(message), context.Cancellation);
                if (!await reader.MoveNextAsync(context.Cancellation))
                {
                    throw new ProtocolException("The server ended instead of answering.");
                }

                context.Expect(reader.Current.Payload.AsSpan().SequenceEqual(message), "the answer is another message");
            }
        }
        """;
}
