using System.CommandLine;
using System.CommandLine.Parsing;
using ProtoHarness.Engine;

namespace ProtoHarness.Cli.Shell;

/// <summary>
/// Mistyped options. The parser takes one for an argument wherever the command has any left, so that a plugin of its name would be looked for, and the rest be run.
/// </summary>
static class UnknownOptions
{
    /// <summary>Finds them.</summary>
    /// <param name="parsed">A command line.</param>
    /// <returns>An error for each word that begins like an option, is none, and does not stand behind <c>--</c>.</returns>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        var literal = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        var command = parsed.CommandResult.Command;
        return
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
                .Where(token => !literal.Contains(token) && token.Value is ['-', '-' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..])
                .Select(token => $"'{command.Name}' has no option {token.Value}{Hint(token.Value, command)} (write -- before a name that begins like one)"),
        ];
    }

    static string Hint(string word, Command command) =>
        NearestWord.Find(word.TrimStart('-'), command.Options.Where(option => !option.Hidden).Select(option => option.Name.TrimStart('-'))) is { } near ? $"; did you mean --{near}?" : "";
}
