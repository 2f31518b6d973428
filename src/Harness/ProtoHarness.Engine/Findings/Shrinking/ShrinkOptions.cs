namespace ProtoHarness.Engine.Findings;

/// <summary>How far a shrink may go.</summary>
public sealed record ShrinkOptions
{
    /// <summary>The most runs. Setting: <c>--runs</c>.</summary>
    public int MaxRuns { get; init; } = 2000;

    /// <summary>The most real time; null: no limit but the runs. Setting: <c>--time</c>.</summary>
    public TimeSpan? MaxTime { get; init; }

    /// <summary>The clock for <see cref="MaxTime"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
