using System.Text.RegularExpressions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Texts without what differs from run to run.</summary>
static partial class NormalText
{
    /// <summary>The text with <c>#</c> for each number, run of bytes in hexadecimal, and quoted value.</summary>
    public static string Of(string text) => Spaces().Replace(Numbers().Replace(Quoted().Replace(text, "#"), "#"), " ").Trim();

    [GeneratedRegex(@"'[^']{0,200}'|""[^""]{0,200}""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(0x)?\b[0-9a-f]*[0-9][0-9a-f]*\b|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
