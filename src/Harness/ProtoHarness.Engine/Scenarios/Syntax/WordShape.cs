namespace ProtoHarness.Engine.Scenarios;

/// <summary>What can stand without quotes.</summary>
static class WordShape
{
    /// <summary>Whether a text reads back as one word that is no pair, brace, bar or comment.</summary>
    public static bool IsWord(string text) =>
        IsPlain(text) && text[0] != '#' && text is not ("{" or "}") && NameLength(text) is 0;

    /// <summary>Whether a text reads back as the value behind <c>name=</c>.</summary>
    public static bool IsPairValue(string text) => IsPlain(text);

    /// <summary>Whether a text can be the name before <c>=</c>, or the path of a field.</summary>
    public static bool IsName(string text) => text.Length > 0 && text.All(IsNameCharacter);

    /// <summary>The length of the name in <c>name=value</c>; 0 when the text is no pair.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0)
        {
            return 0;
        }

        foreach (var c in text[..equals])
        {
            if (!IsNameCharacter(c))
            {
                return 0;
            }
        }

        return equals;
    }

    /// <summary>Whether a character ends a word.</summary>
    public static bool EndsWord(char c) => c is ' ' or '\t' or '|' or '"';

    static bool IsPlain(string text) => text.Length > 0 && !text.Any(c => EndsWord(c) || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c));

    static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '[' or ']';
}
