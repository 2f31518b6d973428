namespace ProtoHarness.Fuzzing;

/// <summary>The settings of one fuzzing loop. Everything that decides what happens next is in here; the clock only ends it.</summary>
public sealed record FuzzOptions
{
    /// <summary>The seed; the same seed, target and starting corpus give the same executions.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The longest input, in bytes.</summary>
    public int MaxInputBytes { get; init; } = 4096;

    /// <summary>Steps (loop iterations and recursive calls) that any input may take.</summary>
    public long StepsBase { get; init; } = 100_000;

    /// <summary>Steps that each byte of input adds; above both together it is a finding: time out of proportion.</summary>
    public long StepsPerByte { get; init; } = 256;

    /// <summary>Bytes that one execution may allocate.</summary>
    public long MemoryLimit { get; init; } = 64L << 20;

    /// <summary>The stack of the thread that runs the target, in bytes. Unwinding a deep stack costs time, so it is small.</summary>
    public int StackBytes { get; init; } = 512 << 10;

    /// <summary>Ends the run soon after this many executions: of any build, those that trace, trim and minimise among them.</summary>
    public long MaxExecutions { get; init; } = long.MaxValue;

    /// <summary>Ends the run when what there is to start from has run, each input for itself.</summary>
    public bool SeedsOnly { get; init; }

    /// <summary>Ends the run after this time.</summary>
    public TimeSpan MaxTime { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Ends the run after this many different findings.</summary>
    public int MaxFindings { get; init; } = int.MaxValue;

    /// <summary>Whether comparisons are traced and solved.</summary>
    public bool SolveComparisons { get; init; } = true;

    /// <summary>Whether input parts are mutated as the fields that the schema says they are.</summary>
    public bool UseSchema { get; init; } = true;

    /// <summary>Byte strings that inputs may have to contain, beside those from the code and the schema.</summary>
    public IReadOnlyList<byte[]> Dictionary { get; init; } = [];

    /// <summary>How often progress is reported.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Executions spent on making one finding smaller.</summary>
    public int MinimizeExecutions { get; init; } = 3000;

    /// <summary>The steps that an input may take.</summary>
    /// <param name="inputBytes">The input's length.</param>
    public long StepsFor(int inputBytes) => StepsBase + (StepsPerByte * inputBytes);
}
