using System.Text;

namespace ProtoHarness.Engine.Transports;

/// <summary>A command line as words. There is no shell: nothing is expanded.</summary>
static class ArgumentWords
{
    /// <summary>Splits a command line at its spaces; quotes of either kind keep spaces, and a backslash outside of single quotes takes the next character as it is.</summary>
    /// <param name="line">The command line.</param>
    /// <returns>The program and its arguments.</returns>
    /// <exception cref="FormatException">A quote is not closed, or there is no word.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char? quote = null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'' && i + 1 < line.Length)
            {
                (word ??= new()).Append(line[++i]);
            }
            else if (c == quote)
            {
                quote = null;
            }
            else if (quote is null && c is '"' or '\'')
            {
                quote = c;
                word ??= new();
            }
            else if (quote is null && char.IsWhiteSpace(c))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }
            }
            else
            {
                (word ??= new()).Append(c);
            }
        }

        if (quote is not null)
        {
            throw new FormatException($"the quote {quote} in the command line '{line}' is not closed");
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words.Count > 0 ? words : throw new FormatException("the command line names no program");
    }
}
