namespace ProtoHarness.Framing;

/// <summary>Finds the word that somebody may have meant.</summary>
static class NearestWord
{
    /// <summary>The shortest word that is taken for the start of a longer one.</summary>
    const int MinStart = 4;

    /// <summary>The word that takes the fewest changed letters, and no more than a third of them; null when none is near.</summary>
    internal static string? Of(string word, IEnumerable<string> known)
    {
        var (best, least) = ((string?)null, Math.Max(1, word.Length / 3) + 1);
        foreach (var candidate in known)
        {
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Changed, missing, added and swapped letters; a word of some length may also be the start of the other.</summary>
    static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        var least = rows[left.Length, right.Length];
        for (var j = left.Length - 1; left.Length >= MinStart && j < right.Length; j++)
        {
            least = Math.Min(least, rows[left.Length, j]);
        }

        return least;
    }
}
