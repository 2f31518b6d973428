using System.Text;

namespace ProtoHarness.Cli.Plugins;

/// <summary>A new plugin's name, as users write it and as C# does.</summary>
/// <param name="Id">Lower-case words with hyphens: <c>my-proto</c>.</param>
/// <param name="ClassName">The same in C#: <c>MyProto</c>.</param>
sealed record PluginName(string Id, string ClassName)
{
    const int MaxLength = 40;

    /// <summary>Reads a name in any of the usual forms: <c>MyProto</c>, <c>my-proto</c>, <c>my_proto</c>.</summary>
    /// <returns>The name; null when it is none.</returns>
    public static PluginName? Parse(string text)
    {
        var words = new List<StringBuilder>();
        var previous = '-';
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ' '))
            {
                return null;
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                if (!char.IsAsciiLetterOrDigit(previous) || (char.IsAsciiLetterUpper(c) && !char.IsAsciiLetterUpper(previous)))
                {
                    words.Add(new StringBuilder());
                }

                words[^1].Append(char.ToLowerInvariant(c));
            }

            previous = c;
        }

        var id = string.Join('-', words);
        return id.Length is 0 or > MaxLength || !char.IsAsciiLetter(id[0])
            ? null
            : new PluginName(id, string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.ToString(1, word.Length - 1))));
    }
}
