namespace ProtoHarness.Engine.Scenarios;

/// <summary>Puts a value in the place of <c>$name</c>. Texts in quotes stay as they are.</summary>
static class Substitution
{
    public static Sequence<Statement> Replace(Sequence<Statement> lines, string name, ValueArgument value) =>
        [.. lines.Select(line => line with
        {
            Arguments = [.. line.Arguments.Select(argument => Replace(argument, name, value))],
            Body = line.Body is { } body ? Replace(body, name, value) : null,
        })];

    /// <summary>The lines that say something, in every block.</summary>
    public static Sequence<Statement> WithoutTrivia(Sequence<Statement> lines) =>
        [.. lines.Where(line => !line.IsTrivia).Select(line => line with { Body = line.Body is { } body ? WithoutTrivia(body) : null })];

    /// <summary>The names after <c>$</c> in a text.</summary>
    public static IEnumerable<string> Names(string text)
    {
        for (var dollar = text.IndexOf('$', StringComparison.Ordinal); dollar >= 0; dollar = text.IndexOf('$', dollar + 1))
        {
            var end = End(text, dollar);
            if (end > dollar + 1)
            {
                yield return text[(dollar + 1)..end];
            }
        }
    }

    static Argument Replace(Argument argument, string name, ValueArgument value) => argument switch
    {
        Word word => Value(word, name, value),
        Pair { Value: Word word } pair => pair with { Value = Value(word, name, value) },
        _ => argument,
    };

    static ValueArgument Value(Word word, string name, ValueArgument value) =>
        word.Text == "$" + name ? (value is Quoted ? new Quoted(value.Text) { Position = word.Position } : word with { Text = value.Text })
        : word with { Text = Text(word.Text, name, value.Text) };

    public static string Text(string text, string name, string value)
    {
        for (var dollar = text.IndexOf('$', StringComparison.Ordinal); dollar >= 0; dollar = dollar < text.Length ? text.IndexOf('$', dollar) : -1)
        {
            var end = End(text, dollar);
            if (text.AsSpan(dollar + 1, end - dollar - 1).SequenceEqual(name))
            {
                text = string.Concat(text.AsSpan(0, dollar), value, text.AsSpan(end));
                dollar += value.Length;
            }
            else
            {
                dollar++;
            }
        }

        return text;
    }

    static int End(string text, int dollar)
    {
        var end = dollar + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-' || text[end] == '_'))
        {
            end++;
        }

        return end;
    }
}
