// breaks: nothing
// class: a correct store of words whose client sends several requests at once, each a line
using System.Runtime.CompilerServices;
using System.Text;

namespace SeededBugs;

/// <summary>Nothing is wrong with it: a request may come any number of times, and each is answered.</summary>
public sealed class PipelinedStore : IProtocolPlugin
{
    const int MaxLine = 200;

    public void Define(PluginBuilder plugin) => plugin
        .Describe("pipelined-store", "words under keys; each line is a request")
        .Service("store", "keeps words", _ => new Store())
        .Conversation("pipeline", "several requests in one write", TalkAsync);

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var mine = connection.Name.Replace("#", "", StringComparison.Ordinal);
        var asked = $"set {mine}a one\nset {mine}b two\nset {mine}c three\nget {mine}a\nget {mine}b\nget {mine}c\nquit\n";
        string[] expected = ["ok", "ok", "ok", "one", "two", "three", "bye"];
        await connection.Stream.WriteAsync(Encoding.ASCII.GetBytes(asked), context.Cancellation);
        await using var lines = LinesAsync(connection.Stream, context.Cancellation).GetAsyncEnumerator(context.Cancellation);
        foreach (var answer in expected)
        {
            var came = await lines.MoveNextAsync() ? lines.Current : throw new ProtocolException("the server has ended");
            context.Expect(came == answer, $"'{came}' came, not '{answer}'");
        }
    }

    static async IAsyncEnumerable<string> LinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var buffer = new byte[512];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] == '\n')
                {
                    yield return line.ToString();
                    line.Clear();
                }
                else if (line.Length == MaxLine)
                {
                    throw new ProtocolException("a line is too long");
                }
                else
                {
                    line.Append((char)buffer[i]);
                }
            }
        }

        if (line.Length > 0)
        {
            throw new ProtocolException("the last line has no end");
        }
    }

    sealed class Store : IProtocolServer
    {
        readonly Lock _gate = new();
        readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            await foreach (var line in LinesAsync(connection.Stream, context.Cancellation))
            {
                await connection.Stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(line) + "\n"), context.Cancellation);
                if (line == "quit")
                {
                    return;
                }
            }

            throw new ProtocolException("the client has ended without a word");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        string Answer(string line)
        {
            lock (_gate)
            {
                switch (line.Split(' '))
                {
                    case ["set", var key, var word]:
                        _words[key] = word;
                        return "ok";
                    case ["get", var key]:
                        return _words.GetValueOrDefault(key, "none");
                    case ["quit"]:
                        return "bye";
                    default:
                        throw new ProtocolException("no such request");
                }
            }
        }
    }
}
