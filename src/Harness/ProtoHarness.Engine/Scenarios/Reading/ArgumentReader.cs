using System.Globalization;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Takes the arguments of one line one by one. What does not fit is an error at its place, and a harmless value goes on.</summary>
sealed class ArgumentReader(Statement statement, ScriptErrors errors)
{
    int _next;

    public Statement Statement => statement;

    public bool HasMore => _next < statement.Arguments.Count;

    public Argument? Peek => HasMore ? statement.Arguments[_next] : null;

    /// <summary>Behind the last thing on the line: where something is missing.</summary>
    public SourcePosition End => statement.Arguments.Count == 0
        ? Behind(statement.Position)
        : Behind(statement.Arguments[^1] is Pair pair ? pair.Value.Position : statement.Arguments[^1].Position);

    public void Error(SourcePosition position, string message) => errors.Add(position, message);

    /// <summary>The next argument as it stands.</summary>
    public Argument Take() => statement.Arguments[_next++];

    /// <summary>The next word, when it is a given one.</summary>
    public bool TryWord(string text)
    {
        if (Peek is Word word && word.Text == text)
        {
            _next++;
            return true;
        }

        return false;
    }

    /// <summary>A word or a text.</summary>
    public Named Value(string what)
    {
        if (Peek is ValueArgument value)
        {
            _next++;
            return new Named(value.Text, value.Position);
        }

        Missing(what);
        return new Named("", Peek?.Position ?? End);
    }

    /// <summary>One of several words.</summary>
    public Named Choice(string what, params IReadOnlyList<string> words)
    {
        var value = Value($"{what}: {string.Join(", ", words)}");
        if (value.Text.Length > 0 && !words.Contains(value.Text))
        {
            Error(value.Position, $"'{value.Text}' is no {what}{NearestWord.Hint(value.Text, words)}");
            return value with { Text = "" };
        }

        return value;
    }

    /// <summary>A whole number in bounds; the lower one when it is wrong.</summary>
    public long Number(string what, long min, long max, string? setting = null)
    {
        var value = Value(what);
        if (value.Text.Length == 0)
        {
            return min;
        }

        if (!long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
        {
            Error(value.Position, $"'{value.Text}' is no {what}: write a whole number from {min} to {max}{(setting is null ? "" : $" ({setting})")}");
            return min;
        }

        return number;
    }

    /// <summary>A span of time; zero when it is wrong.</summary>
    public TimeSpan Duration(string what)
    {
        var value = Value(what);
        if (value.Text.Length == 0)
        {
            return TimeSpan.Zero;
        }

        if (Quantity.TryParseDuration(value.Text, out var duration))
        {
            return duration;
        }

        Error(value.Position, $"'{value.Text}' is no {what}: write a span of time such as 5ms");
        return TimeSpan.Zero;
    }

    /// <summary>Bytes: hexadecimal digits, or a text in quotes for its UTF-8 bytes.</summary>
    public byte[] Bytes(string what)
    {
        if (Peek is Quoted quoted)
        {
            _next++;
            return System.Text.Encoding.UTF8.GetBytes(quoted.Text);
        }

        var value = Value(what);
        return Hex(value, what);
    }

    /// <summary>Bytes in hexadecimal; none when they are wrong.</summary>
    public byte[] Hex(Named value, string what)
    {
        var digits = value.Text.StartsWith("0x", StringComparison.Ordinal) ? value.Text[2..] : value.Text;
        if (digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(digits);
        }

        Error(value.Position, $"'{value.Text}' is no {what}: write bytes such as 00ff, or a text in quotes");
        return [];
    }

    /// <summary>All <c>name=value</c> from here on. A name given twice is an error.</summary>
    public Sequence<Setting> Pairs()
    {
        var settings = new List<Setting>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Peek is Pair pair)
        {
            _next++;
            if (!names.Add(pair.Name))
            {
                Error(pair.Position, $"'{pair.Name}' is given twice");
            }

            settings.Add(new Setting(pair.Name, pair.Value.Text) { Position = pair.Position, ValuePosition = pair.Value.Position, IsQuoted = pair.Value is Quoted });
        }

        return [.. settings];
    }

    /// <summary>The words up to the next bar or the end of the line, and where they stand.</summary>
    public IReadOnlyList<ValueArgument> Words()
    {
        var words = new List<ValueArgument>();
        while (Peek is ValueArgument value)
        {
            _next++;
            words.Add(value);
        }

        return words;
    }

    /// <summary>Verifies that nothing is left.</summary>
    public void Done(string? hint = null)
    {
        if (Peek is { } extra)
        {
            Error(extra.Position, $"{Describe(extra)} is too much here{(hint is null ? "" : $": {hint}")}");
        }
    }

    public void Missing(string what)
    {
        if (Peek is { } wrong)
        {
            Error(wrong.Position, $"{Describe(wrong)} stands where {what} is expected");
        }
        else
        {
            Error(End, $"'{statement.Head}' wants {what}");
        }
    }

    static string Describe(Argument argument) => argument switch
    {
        ValueArgument value => $"'{value.Text}'",
        Pair pair => $"'{pair.Name}={pair.Value.Text}'",
        _ => "'|'",
    };

    static SourcePosition Behind(SourcePosition position) => position with { Column = position.Column + position.Length, Length = 1 };
}
