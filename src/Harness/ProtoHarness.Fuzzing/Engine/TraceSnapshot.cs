using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The comparisons that one input made.</summary>
public sealed class TraceSnapshot
{
    readonly Dictionary<(int Site, int Nth), CompareRecord> _byPlace = [];

    /// <summary>Copies the log of the execution that just ended.</summary>
    public TraceSnapshot()
    {
        Integers = CompareLog.Integers.ToArray();
        Sequences = [.. CompareLog.Sequences];
        var counts = new Dictionary<int, int>();
        foreach (var record in Integers)
        {
            var nth = counts.GetValueOrDefault(record.Site);
            counts[record.Site] = nth + 1;
            _byPlace[(record.Site, nth)] = record;
        }
    }

    /// <summary>The integer comparisons, in order.</summary>
    public IReadOnlyList<CompareRecord> Integers { get; }

    /// <summary>The sequence comparisons, in order.</summary>
    public IReadOnlyList<SequenceCompareRecord> Sequences { get; }

    /// <summary>The comparison at a place, counted from 0 at each site.</summary>
    public bool TryGet(int site, int nth, out CompareRecord record) => _byPlace.TryGetValue((site, nth), out record);
}
