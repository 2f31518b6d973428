namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The kept inputs and the choice of the next one.</summary>
public sealed class Corpus
{
    // The chance that the choice falls on a favoured input, in sixteenths.
    const int FavoredChance = 12;
    const int BaseEnergy = 512;

    // An input that costs less than the average is worth so much more, and one that costs more so much less, within these bounds.
    const int MaxCheapness = 3;
    const int MaxDearness = 8;

    readonly List<CorpusEntry> _entries = [];
    readonly Dictionary<int, CorpusEntry> _best = [];
    readonly List<CorpusEntry> _favored = [];
    readonly Queue<CorpusEntry> _fresh = new();
    bool _favoredStale;
    long _totalCost;

    /// <summary>The kept inputs, oldest first.</summary>
    public IReadOnlyList<CorpusEntry> Entries => _entries;

    /// <summary>The number of different features hit.</summary>
    public int Features => _best.Count;

    /// <summary>Keeps an input.</summary>
    /// <param name="entry">The input.</param>
    public void Add(CorpusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entries.Add(entry);
        _totalCost += entry.Cost;
        _fresh.Enqueue(entry);
        foreach (var feature in entry.Features)
        {
            if (!_best.TryGetValue(feature, out var best) || Size(entry) < Size(best))
            {
                _best[feature] = entry;
                _favoredStale = true;
            }
        }
    }

    /// <summary>Chooses the input to change next.</summary>
    /// <param name="random">The randomness.</param>
    public CorpusEntry Choose(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (_fresh.TryDequeue(out var fresh))
        {
            return fresh;
        }

        if (_favoredStale)
        {
            UpdateFavored();
        }

        var pool = _favored.Count > 0 && random.Below(16) < FavoredChance ? _favored : _entries;

        // Of two candidates the one that was tried less: rarely chosen inputs catch up without a queue.
        var (one, two) = (pool[random.Below(pool.Count)], pool[random.Below(pool.Count)]);
        return one.Rounds <= two.Rounds ? one : two;
    }

    /// <summary>Any input, to take parts from.</summary>
    /// <param name="random">The randomness.</param>
    public CorpusEntry Any(FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return _entries[random.Below(_entries.Count)];
    }

    /// <summary>How many changed copies an input is worth now.</summary>
    /// <param name="entry">The input.</param>
    public int Energy(CorpusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var energy = BaseEnergy;
        energy <<= entry.IsFavored ? 1 : 0;
        energy <<= entry.Children > 0 && entry.Rounds < 8 ? 1 : 0;
        energy <<= Math.Min(2, entry.Depth / 4);
        return (int)Math.Clamp(energy * (_totalCost / _entries.Count) / entry.Cost, energy / MaxDearness, energy * MaxCheapness);
    }

    // Small and quick inputs stand for a feature.
    static long Size(CorpusEntry entry) => (entry.Data.Length + 8L) * (entry.Steps + 16);

    void UpdateFavored()
    {
        foreach (var entry in _favored)
        {
            entry.IsFavored = false;
        }

        _favored.Clear();
        foreach (var entry in _best.Values)
        {
            entry.IsFavored = true;
        }

        _favored.AddRange(_entries.Where(e => e.IsFavored));
        _favoredStale = false;
    }
}
