// breaks: session/hostile
// class: Redis and JSON parsers that descend into values within values for as long as these come
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SeededBugs;

/// <summary>An array may be within an array within an array, as deep as the stack goes; what is asked of the stack is answered by an exception that nobody expects.</summary>
public sealed class NestedWithoutALimit : IProtocolPlugin
{
    const int MaxLine = 20, MaxText = 4096, MaxValues = 16, MaxBuffered = 1024 * 1024;

    static readonly Parameter<int> Words = Parameter.Int("words", "how many words", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("nested-without-a-limit", "values as in RESP: *2 and two values, $5 and a text of five bytes, $-1 for nothing")
        .Service("echo", "sends back the text behind ECHO", ServeAsync)
        .Conversation("echo", "says words, and gets each back", TalkAsync, Words);

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Words); i++)
        {
            var word = $"word {i}";
            await connection.Stream.WriteAsync(Encoding.ASCII.GetBytes($"*2\r\n$4\r\nECHO\r\n${word.Length}\r\n{word}\r\n"), context.Cancellation);
            context.Expect(await ReadAsync(connection.Input, context.Cancellation) as string == word, $"'{word}' came back as something else");
        }
    }

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection.Input, context.Cancellation) is { } value)
        {
            var text = value is object[] and ["ECHO", string said] ? said : throw new ProtocolException("No command.");
            await connection.Output.WriteAsync(Encoding.ASCII.GetBytes($"${text.Length}\r\n{text}\r\n"), context.Cancellation);
        }
    }

    /// <summary>The next value, a text or an array of values; null at a normal end.</summary>
    static async Task<object?> ReadAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellation);
            var bytes = result.Buffer.ToArray();
            var at = 0;
            if (TryValue(bytes, ref at, out var value))
            {
                input.AdvanceTo(result.Buffer.GetPosition(at));
                return value;
            }

            if (result.IsCompleted)
            {
                return bytes.Length == 0 ? null : throw new ProtocolException("The stream ended inside a value.");
            }

            input.AdvanceTo(result.Buffer.Start, bytes.Length <= MaxBuffered ? result.Buffer.End : throw new ProtocolException("The value is too long."));
        }
    }

    static bool TryValue(byte[] bytes, ref int at, out object? value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        value = null;
        var end = bytes.AsSpan(at).IndexOf("\r\n"u8);
        if (end < 0)
        {
            return bytes.Length - at > MaxLine ? throw new ProtocolException("The line is too long.") : false;
        }

        if (end < 2 || !int.TryParse(Encoding.ASCII.GetString(bytes, at + 1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new ProtocolException("The line is no value.");
        }

        var kind = (char)bytes[at];
        at += end + 2;
        return kind switch
        {
            '$' when number <= MaxText => TryText(bytes, ref at, number, out value),
            '*' when number <= MaxValues => TryValues(bytes, ref at, number, out value),
            _ => throw new ProtocolException("The line is no value."),
        };
    }

    static bool TryText(byte[] bytes, ref int at, int length, out object? value)
    {
        value = null;
        if (bytes.Length - at < length + 2)
        {
            return false;
        }

        value = Encoding.ASCII.GetString(bytes, at, length);
        at += length + 2;
        return true;
    }

    static bool TryValues(byte[] bytes, ref int at, int count, out object? value)
    {
        value = null;
        var values = new object?[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryValue(bytes, ref at, out values[i]))
            {
                return false;
            }
        }

        value = values;
        return true;
    }
}
