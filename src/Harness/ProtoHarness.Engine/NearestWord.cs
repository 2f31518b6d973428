namespace ProtoHarness.Engine;

/// <summary>"Did you mean": the known word nearest to a mistyped one.</summary>
public static class NearestWord
{
    /// <summary>What is longer is no mistyped word, and comparing it would take long.</summary>
    const int MaxLength = 64;

    /// <summary>The nearest word.</summary>
    /// <param name="word">The mistyped word.</param>
    /// <param name="known">The known words.</param>
    /// <returns>The nearest, or null when none is near.</returns>
    public static string? Find(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length > MaxLength)
        {
            return null;
        }

        var best = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(pair => pair.Distance).FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, best.Word.Length / 2) ? best.Word : null;
    }

    /// <summary>The end of an error text.</summary>
    /// <param name="word">The mistyped word.</param>
    /// <param name="known">The known words.</param>
    /// <returns><c>; did you mean 'x'?</c>, or the known words when none is near.</returns>
    public static string Hint(string word, IEnumerable<string> known)
    {
        var words = known.ToList();
        return Find(word, words) is { } near ? $"; did you mean '{near}'?"
            : words.Count > 0 ? $"; there are {string.Join(", ", words)}" : "";
    }

    static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
