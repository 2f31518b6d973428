namespace ProtoHarness.Fuzzing.Engine;

/// <summary>What a stage may do with the inputs it makes up.</summary>
public interface ICandidateSink
{
    /// <summary>Whether the budget is used up; a stage stops soon when it is.</summary>
    bool IsOver { get; }

    /// <summary>Runs a candidate and keeps it if it reached something new.</summary>
    /// <param name="candidate">The input.</param>
    /// <returns>Whether it was kept.</returns>
    bool Try(ReadOnlySpan<byte> candidate);

    /// <summary>Runs a candidate and keeps it though it reached nothing new: something else than edges says that it is progress.</summary>
    /// <param name="candidate">The input.</param>
    void KeepAnyway(ReadOnlySpan<byte> candidate);

    /// <summary>Runs an input in the traced build; <see cref="Runtime.CompareLog"/> then holds its comparisons.</summary>
    /// <param name="input">The input.</param>
    void Trace(ReadOnlySpan<byte> input);

    /// <summary>What all executions took so far, in steps; an execution as such counts as some.</summary>
    long Cost { get; }
}
