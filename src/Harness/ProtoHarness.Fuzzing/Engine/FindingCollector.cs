using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Runtime;
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
                candidate => Describe(candidate, RunOnce(candidate, finding.Kind, LargeStack), executions, true).Key == finding.Key,
                Budget(finding.Kind));
            finding = Describe(small, RunOnce(small, finding.Kind, SmallStack), executions, true);
        }

        finding = finding with { Script = Export(finding) };
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
            outcome = RunOnce(input.ToArray(), kind, SmallStack);
        }

        return outcome;
    }

    string? Export(FuzzFinding finding)
    {
        if (!finding.IsConfirmed || target.Triage.Export is not { } export)
        {
            return null;
        }

        // Writing it down may mean running it again, and what failed by a limit would fail the writer too.
        Guards.Arm(Math.Max(options.StepsFor(finding.Input.Length), target.Source.MinSteps), options.MemoryLimit);
        try
        {
            return export(finding.Input, finding.Kind == OutcomeKind.Law ? finding.What.Split(' ')[0] : "", finding.Message);
        }
        catch (Exception e) when (e is FuelExhaustedException or AllocationLimitException or InsufficientExecutionStackException)
        {
            return null;
        }
        finally
        {
            Guards.Disarm();
        }
    }

    // Frames differ in size from build to build and from tier to tier. What overflowed a stack overflows half of it for sure; and so
    // that what is left of it after minimising still does, it is minimised on a larger one.
    int SmallStack => options.StackBytes / 2;

    int LargeStack => options.StackBytes / 4 * 5;

    Outcome RunOnce(byte[] input, OutcomeKind kind, int stackBytes)
    {
        var outcome = default(Outcome);
        if (kind != OutcomeKind.Stack)
        {
            return executor.RunAll(target.Triage, input);
        }

        var thread = new Thread(() => outcome = executor.RunAll(target.Triage, input), stackBytes);
        thread.Start();
        thread.Join();
        return outcome;
    }

    FuzzFinding Describe(ReadOnlySpan<byte> input, Outcome outcome, long executions, bool isConfirmed)
    {
        var law = outcome.Exception as LawViolationException;
        var what = law is null ? outcome.Exception?.GetType().FullName ?? ""
            : law.InnerException is null ? law.Law : $"{law.Law} {law.InnerException.GetType().FullName}";

        // Where fuel, memory or stack ran out is a matter of chance; that they did is the finding.
        var isLimit = outcome.Kind is OutcomeKind.Hang or OutcomeKind.Memory or OutcomeKind.Stack;
        var stack = outcome.Exception is null ? []
            : law is null ? StackSignature.Of(outcome.Exception)
            : law.InnerException is { } cause ? StackSignature.Of(cause)
            : [StackSignature.OfText(law.Detail)];
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
