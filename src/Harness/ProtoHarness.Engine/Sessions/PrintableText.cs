using System.Globalization;
using System.Text;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Texts that a role made of what its peer sent: they may hold anything, and go to terminals and into reports.</summary>
static class PrintableText
{
    /// <summary>The text with control characters written as <c>\x00</c>, and half surrogate pairs as U+FFFD. Line ends and tabs stay.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsUnprintable))
        {
            return text;
        }

        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.IsBmp && IsUnprintable((char)rune.Value) ? builder.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}") : builder.Append(rune.ToString());
        }

        return builder.ToString();
    }

    static bool IsUnprintable(char c) => (char.IsControl(c) && c is not ('\n' or '\t')) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff';
}
