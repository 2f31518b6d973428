namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Numbers the comparisons of each site within one execution.</summary>
sealed class SiteCounter
{
    readonly List<int> _touched = [];
    int[] _counts = new int[256];

    /// <summary>Starts a new execution.</summary>
    public void Reset()
    {
        foreach (var site in _touched)
        {
            _counts[site] = 0;
        }

        _touched.Clear();
    }

    /// <summary>The number of this comparison at its site, from 0.</summary>
    public int Next(int site)
    {
        if (site >= _counts.Length)
        {
            Array.Resize(ref _counts, Math.Max(site + 1, _counts.Length * 2));
        }

        if (_counts[site] == 0)
        {
            _touched.Add(site);
        }

        return _counts[site]++;
    }
}
