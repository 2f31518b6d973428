using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Tells failures apart, and makes them small. A failure is looked at closely only if its coverage is new among failures; then it
/// is run again in the build without optimisation, whose stack decides whether it is known.
/// </summary>
sealed class FindingCollector(LoadedTarget target, Executor executor, FuzzOptions options)
{
    const int Attempts = 3;

    readonly Dictionary<OutcomeKind, byte[]> _seen = [];
    readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    readonly List<FuzzFinding> _all = [];

    public IReadOnlyList<FuzzFinding> All => _all;

    /// <summary>Looks at a failed execution.</summary>
    /// <returns>The finding, minimised, if it is a new one.</returns>
    public FuzzFinding? Consider(ReadOnlySpan<byte> input, Outcome outcome, CoverageObserver edges, long executions)
    {
        if (!_seen.TryGetValue(outcome.Kind, out var record))
        {
            record = new byte[edges.Buckets.Length];
            _seen.Add(outcome.Kind, record);
            edges.MarkIn(record);
        }
        else if (!edges.MarkIn(record))
        {
            return null;
        }

        var replayed = Replay(input, outcome.Kind);
        var isConfirmed = replayed.IsFailure;
        var finding = Describe(input, isConfirmed ? replayed : outcome, executions, isConfirmed);
        if (!_keys.Add(finding.Key))
        {
            return null;
        }

        if (isConfirmed)
        {
            var small = InputMinimizer.Minimize(
                finding.Input,
                candidate => Describe(candidate, RunOnce(candidate, finding.Kind), executions, true).Key == finding.Key,
                Budget(finding.Kind));
            finding = Describe(small, RunOnce(small, finding.Kind), executions, true);
        }

        _all.Add(finding);
        return finding;
    }

    // Failures that take long to happen take long to repeat.
    int Budget(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Hang => Math.Min(options.MinimizeExecutions, 60),
        OutcomeKind.Stack => Math.Min(options.MinimizeExecutions, 120),
        OutcomeKind.Memory => Math.Min(options.MinimizeExecutions, 300),
        _ => options.MinimizeExecutions,
    };

    Outcome Replay(ReadOnlySpan<byte> input, OutcomeKind kind)
    {
        var outcome = default(Outcome);
        for (var attempt = 0; attempt < Attempts && !outcome.IsFailure; attempt++)
        {
            outcome = RunOnce(input.ToArray(), kind);
        }

        return outcome;
    }

    // Frames differ in size from build to build and from tier to tier: what overflowed a stack must overflow half of it for sure.
    Outcome RunOnce(byte[] input, OutcomeKind kind)
    {
        var outcome = default(Outcome);
        if (kind != OutcomeKind.Stack)
        {
            return executor.RunAll(target.Triage, input);
        }

        var thread = new Thread(() => outcome = executor.RunAll(target.Triage, input), options.StackBytes / 2);
        thread.Start();
        thread.Join();
        return outcome;
    }

    FuzzFinding Describe(ReadOnlySpan<byte> input, Outcome outcome, long executions, bool isConfirmed)
    {
        var what = outcome.Exception is LawViolationException law ? law.Law : outcome.Exception?.GetType().FullName ?? "";

        // Where fuel, memory or stack ran out is a matter of chance; that they did is the finding.
        var isLimit = outcome.Kind is OutcomeKind.Hang or OutcomeKind.Memory or OutcomeKind.Stack;
        var stack = outcome.Exception is null ? [] : StackSignature.Of(outcome.Exception);
        return new FuzzFinding(
            target.Source.Name,
            outcome.Kind,
            isLimit ? "" : what,
            outcome.Exception?.Message ?? "a limit was hit, and the target swallowed the exception",
            outcome.Kind == OutcomeKind.Stack ? [.. stack.Order(StringComparer.Ordinal)] : stack,
            input.ToArray(),
            executions,
            isConfirmed);
    }
}
