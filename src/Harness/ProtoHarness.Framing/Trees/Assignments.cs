namespace ProtoHarness.Framing;

/// <summary>Takes lines of assignments and lists of elements apart. Quotes, brackets and braces keep together what is in them.</summary>
static class Assignments
{
    /// <summary>The <c>name=value</c> pairs of a line, each with where it starts.</summary>
    internal static IEnumerable<(string Path, string Value, int At)> Split(string text, string path)
    {
        var position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (position == text.Length)
            {
                yield break;
            }

            var end = End(text, position, static each => char.IsWhiteSpace(each));
            var word = text[position..end];
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FieldTextException(new(path, position, true, $"'{word}' is not name=value"));
            }

            yield return (word[..equals], word[(equals + 1)..], position);
            position = end;
        }
    }

    /// <summary>The elements of a list that commas separate, each with where it starts.</summary>
    internal static List<(string Text, int At)> Elements(string text)
    {
        var parts = new List<(string Text, int At)>();
        var position = 0;
        while (position < text.Length)
        {
            var end = End(text, position, static each => each == ',');
            var part = text[position..end];
            var trimmed = part.Trim();
            if (trimmed.Length > 0)
            {
                parts.Add((trimmed, position + part.IndexOf(trimmed, StringComparison.Ordinal)));
            }

            position = end + 1;
        }

        return parts;
    }

    static int End(string text, int start, Func<char, bool> separates)
    {
        var (depth, isQuoted) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            if (isQuoted)
            {
                isQuoted = text[i] != '"';
                i += text[i] == '\\' ? 1 : 0;
                continue;
            }

            if (depth == 0 && separates(text[i]))
            {
                return i;
            }

            isQuoted = text[i] == '"';
            depth += text[i] is '[' or '{' ? 1 : text[i] is ']' or '}' ? -1 : 0;
        }

        return text.Length;
    }
}
