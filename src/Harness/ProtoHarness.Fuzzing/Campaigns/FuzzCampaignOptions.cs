namespace ProtoHarness.Fuzzing;

/// <summary>The settings of a campaign: one target, fuzzed until a budget ends.</summary>
public sealed record FuzzCampaignOptions
{
    /// <summary>The settings of each loop.</summary>
    public FuzzOptions Loop { get; init; } = new();

    /// <summary>Where corpus, findings and state are kept; null keeps them in memory, which goes with <see cref="Isolated"/> off only.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether inputs run in worker processes, so that nothing that they do ends the fuzzing.</summary>
    public bool Isolated { get; init; }

    /// <summary>The number of worker processes; more than one needs <see cref="Isolated"/>.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Whether instrumented code is taken over from earlier campaigns of this process on targets of the same plugin, and left for later ones: most of what a short campaign costs is to make it.</summary>
    public bool SharesCopies { get; init; }

    /// <summary>Whether executions, time and deaths of an earlier run on the same folder are counted on. Its corpus is used either way.</summary>
    public bool Resume { get; init; }

    /// <summary>After this time without an end an isolated execution is killed and becomes a finding.</summary>
    public TimeSpan HangTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The managed heap of a worker process, in bytes.</summary>
    public long WorkerMemoryBytes { get; init; } = 1L << 30;

    /// <summary>Files and folders whose files are added to the corpus first; of packet captures, what they carry.</summary>
    public IReadOnlyList<string> Seeds { get; init; } = [];
}
