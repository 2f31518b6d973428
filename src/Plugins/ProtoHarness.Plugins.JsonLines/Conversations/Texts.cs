using System.Text;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Texts in which everything occurs that JSON, UTF-8 or lines could trip over.</summary>
static class Texts
{
    static readonly string[] Pieces = ["a", "Z", " ", "\"", "\\", "\n", "\r\n", "\0", "\t", "/", "{", "}", ":", "é", "ß", "€", "日", "𝄞", "\uFEFF", "\u2028", "\\n", "0"];

    public static string Next(Random random, int maxPieces)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(maxPieces + 1); pieces > 0; pieces--)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
