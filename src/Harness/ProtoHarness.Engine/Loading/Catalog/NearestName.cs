namespace ProtoHarness.Engine.Loading;

/// <summary>The known name that a user most likely meant.</summary>
static class NearestName
{
    /// <returns>The nearest by edits, when a third of the letters or fewer (at least two) differ; the first of equals; else null.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(2, name.Length / 3);
        return known.Select(word => (Word: word, Edits: Edits(Plain(name), Plain(word)))).Where(pair => pair.Edits <= limit)
            .OrderBy(pair => pair.Edits).ThenBy(pair => pair.Word, StringComparer.Ordinal).FirstOrDefault().Word;
    }

    /// <summary>A name without what people write differently: case, hyphens, underscores, dots.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
