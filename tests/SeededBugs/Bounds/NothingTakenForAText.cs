// breaks: session/hostile
// class: Redis clients and servers: a text may be nothing at all ($-1), and is used as one
using System.Globalization;

namespace SeededBugs;

/// <summary>The name of a command is cast to a text, and may be nothing.</summary>
public sealed class NothingTakenForAText : IProtocolPlugin
{
    const int MaxLine = 20, MaxText = 4096, MaxValues = 16, MaxDepth = 8;

    static readonly Parameter<int> Words = Parameter.Int("words", "how many words", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("nothing-taken-for-a-text", "values as in RESP: *2 and two values, $5 and a text of five bytes, $-1 for nothing")
        .Service("echo", "sends back the text behind ECHO", ServeAsync)
        .Conversation("echo", "says words, and gets each back", TalkAsync, Words);

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Words); i++)
        {
            var word = $"word {i}";
            await connection.Stream.WriteAsync(Encoding.ASCII.GetBytes($"*2\r\n$4\r\nECHO\r\n${word.Length}\r\n{word}\r\n"), context.Cancellation);
            context.Expect(await ReadAsync(connection.Stream, 0, context.Cancellation) as string == word, $"'{word}' came back as something else");
        }
    }

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection.Stream, 0, context.Cancellation) is { } value)
        {
            if (value is not object[] { Length: 2 } command)
            {
                throw new ProtocolException("No command.");
            }

            var text = (string)command[0] == "ECHO" ? command[1] as string ?? "" : throw new ProtocolException("No command.");
            await connection.Stream.WriteAsync(Encoding.ASCII.GetBytes($"${text.Length}\r\n{text}\r\n"), context.Cancellation);
        }
    }

    /// <summary>The next value, a text, an array of values, or nothing; null at a normal end.</summary>
    static async Task<object?> ReadAsync(Stream stream, int depth, CancellationToken cancellation)
    {
        if (depth > MaxDepth)
        {
            throw new ProtocolException("Values within values within values.");
        }

        if (await LineAsync(stream, cancellation) is not { } line)
        {
            return depth == 0 ? null : throw new ProtocolException("The stream ended inside a value.");
        }

        if (line.Length < 2 || !int.TryParse(line.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new ProtocolException("The line is no value.");
        }

        switch (line[0])
        {
            case '$' when number == -1:
                return DBNull.Value;
            case '$' when number is >= 0 and <= MaxText:
                var text = new byte[number + 2];
                await stream.ReadExactlyAsync(text, cancellation);
                return text.AsSpan().EndsWith("\r\n"u8) ? Encoding.ASCII.GetString(text, 0, number) : throw new ProtocolException("CR LF must follow a text.");
            case '*' when number is >= 0 and <= MaxValues:
                var values = new object?[number];
                for (var i = 0; i < number; i++)
                {
                    values[i] = await ReadAsync(stream, depth + 1, cancellation);
                }

                return values;
            default:
                throw new ProtocolException("The line is no value.");
        }
    }

    /// <summary>The next line without its end; null at a normal end.</summary>
    static async Task<string?> LineAsync(Stream stream, CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellation) > 0)
        {
            line.Append((char)one[0]);
            if (line.Length >= 2 && line[^2] == '\r' && line[^1] == '\n')
            {
                return line.ToString(0, line.Length - 2);
            }

            if (line.Length > MaxLine)
            {
                throw new ProtocolException("The line is too long.");
            }
        }

        return line.Length == 0 ? null : throw new ProtocolException("The stream ended inside a line.");
    }
}
