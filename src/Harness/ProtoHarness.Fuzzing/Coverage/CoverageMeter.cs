using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>Runs a corpus and tells what it reaches.</summary>
public static class CoverageMeter
{
    /// <summary>Runs each input once.</summary>
    /// <param name="target">The target.</param>
    /// <param name="inputs">The corpus.</param>
    /// <param name="options">The limits of an execution.</param>
    /// <param name="timeline">How the campaign got there.</param>
    public static CoverageReport Measure(LoadedTarget target, IEnumerable<byte[]> inputs, FuzzOptions options, IReadOnlyList<TimelinePoint> timeline)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        using var stage = new InputStage(options.MaxInputBytes);
        var executor = new Executor(target.Source, stage, options);
        var observer = new CoverageObserver(target.First, target.Sites.Count);
        var (count, failed, known) = (0, 0, FuzzFeedback.Names.Count);
        observer.Clear();
        foreach (var input in inputs)
        {
            count++;
            failed += executor.Run(target.Coverage.Run, input[..Math.Min(input.Length, options.MaxInputBytes)]).IsFailure ? 1 : 0;
            observer.Collect();
            observer.Mark();
        }

        Runtime.Guards.Disarm();
        var reached = target.Sites.Where((_, i) => observer.Seen[i] != 0).ToArray();
        return new CoverageReport(
            target.Source.Name,
            count,
            failed,
            reached.Length,
            target.Sites.Count,
            [.. target.Source.Assemblies.SelectMany(assembly => LineCoverage.Of(assembly, reached))],
            [.. FuzzFeedback.Names.Skip(known).Order(StringComparer.Ordinal)],
            timeline);
    }
}
