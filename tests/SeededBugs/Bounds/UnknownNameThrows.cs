// breaks: session/hostile
// class: what the second connection asks for is taken to be there, as the first left it
using System.Collections.Concurrent;

namespace SeededBugs;

/// <summary>A first connection reserves a name, a second one claims it; a name that nobody has reserved throws. A fault on both at once changes the name at both.</summary>
public sealed class UnknownNameThrows : IProtocolPlugin
{
    const int Length = 9;

    public void Define(PluginBuilder plugin) => plugin
        .Describe("unknown-name-throws", "a name of eight bytes and a letter: reserved by one connection, claimed by the next")
        .Service("names", "keeps names", _ => new Names())
        .Conversation("claim", "reserves a name and claims it", TalkAsync);

    static async Task TalkAsync(ConversationContext context)
    {
        var name = new byte[Length];
        context.Random.NextBytes(name);
        foreach (var letter in "RC"u8.ToArray())
        {
            name[^1] = letter;
            await using var connection = await context.ConnectAsync(context.Cancellation);
            await connection.Stream.WriteAsync(name, context.Cancellation);
            var answer = await ReadAsync(connection, 1, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer[0] == letter, "the answer is to something else");
        }
    }

    /// <summary>The next bytes; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, int length, RoleContext context)
    {
        var bytes = new byte[length];
        var got = await connection.Stream.ReadAtLeastAsync(bytes, length, throwOnEndOfStream: false, context.Cancellation);
        return got == length ? bytes : got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of {length} bytes.");
    }

    sealed class Names : IProtocolServer
    {
        readonly ConcurrentDictionary<string, byte> _reserved = new();

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            if (await ReadAsync(connection, Length, context) is { } request)
            {
                var name = Convert.ToHexString(request, 0, Length - 1);
                var answer = request[^1] switch
                {
                    (byte)'R' => _reserved.GetOrAdd(name, request[^1]),
                    (byte)'C' => (byte)(_reserved[name] + 'C' - 'R'),
                    _ => throw new ProtocolException("A request ends with R or C."),
                };
                await connection.Stream.WriteAsync(new[] { answer }, context.Cancellation);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
