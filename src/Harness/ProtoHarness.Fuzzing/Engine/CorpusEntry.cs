namespace ProtoHarness.Fuzzing.Engine;

/// <summary>An input that is kept because it reached something new.</summary>
/// <param name="data">The input.</param>
/// <param name="features">The counters and buckets it hit.</param>
public sealed class CorpusEntry(byte[] data, int[] features)
{
    // In steps: what changing and running any input costs, and the bytes that are copied in the time of one step.
    const long BaseCost = 64;
    const int BytesPerStep = 8;

    /// <summary>The input.</summary>
    public byte[] Data { get; } = data;

    /// <summary>What tells it from others, the same in every process.</summary>
    public ulong Identity { get; } = BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(data));

    /// <summary>What it hit: counter times eight plus bucket.</summary>
    public IReadOnlyList<int> Features { get; } = features;

    /// <summary>The steps it takes.</summary>
    public long Steps { get; init; }

    /// <summary>What trying it once costs, in steps.</summary>
    public long Cost => BaseCost + Steps + (Data.Length / BytesPerStep);

    /// <summary>Whether it was kept for its steps, memory or depth alone; its comparisons are those of its parent.</summary>
    public bool IsRecord { get; init; }

    /// <summary>How often it was chosen.</summary>
    public int Rounds { get; set; }

    /// <summary>Inputs that were found by changing it.</summary>
    public int Children { get; set; }

    /// <summary>How many choices away from a starting input.</summary>
    public int Depth { get; init; }

    /// <summary>Whether it is the best known input for one of its features.</summary>
    public bool IsFavored { get; set; }

    /// <summary>What its comparisons were; null until they are traced.</summary>
    public TraceSnapshot? Trace { get; set; }
}
