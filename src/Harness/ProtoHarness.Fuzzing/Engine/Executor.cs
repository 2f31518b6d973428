using System.Runtime.CompilerServices;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Runs one build of a target under its limits and says how it ended.</summary>
/// <param name="source">The target.</param>
/// <param name="stage">Where inputs lie while they run.</param>
/// <param name="options">The limits.</param>
public sealed class Executor(TargetSource source, InputStage stage, FuzzOptions options)
{
    readonly long _minSteps = source.MinSteps;

    /// <summary>The steps that the last execution took.</summary>
    public long Steps { get; private set; }

    /// <summary>The bytes that the last execution allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>Runs an input.</summary>
    /// <param name="body">The body.</param>
    /// <param name="input">The input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Outcome Run(FuzzBody body, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunStaged(body, stage.Put(input));
    }

    /// <summary>Runs an input where it lies.</summary>
    /// <param name="body">The body.</param>
    /// <param name="staged">The input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Outcome RunStaged(FuzzBody body, ReadOnlySpan<byte> staged)
    {
        ArgumentNullException.ThrowIfNull(body);
        var fuel = Math.Max(options.StepsFor(staged.Length), _minSteps);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Guards.Arm(fuel, options.MemoryLimit);
        try
        {
            body(staged);
        }
        catch (Exception e)
        {
            return Ended(Classify(e), fuel, before);
        }

        // A target may swallow what a guard threw; the guard remembers.
        return Ended(Guards.Tripped == GuardKind.None ? default : new Outcome(KindOf(Guards.Tripped)), fuel, before);
    }

    /// <summary>Runs an input with the dearer checks behind it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="input">The input.</param>
    public Outcome RunAll(TargetBody body, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(body);
        var outcome = Run(body.Run, input);
        return outcome.IsFailure || body.Verify is null ? outcome : Run(body.Verify, input);
    }

    Outcome Ended(Outcome outcome, long fuel, long before)
    {
        Steps = fuel - Guards.Fuel;
        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        stage.Done();
        return Allocated > options.MemoryLimit && !outcome.IsFailure ? new Outcome(OutcomeKind.Memory, outcome.Exception) : outcome;
    }

    Outcome Classify(Exception e)
    {
        while (e is AggregateException { InnerExceptions.Count: 1 } or System.Reflection.TargetInvocationException && e.InnerException is { } inner)
        {
            e = inner;
        }

        if (Guards.Tripped != GuardKind.None)
        {
            return new Outcome(KindOf(Guards.Tripped), e);
        }

        return e switch
        {
            LawViolationException => new Outcome(OutcomeKind.Law, e),
            InsufficientExecutionStackException => new Outcome(OutcomeKind.Stack, e),
            OutOfMemoryException => new Outcome(OutcomeKind.Memory, e),
            _ when IsAllowed(e.GetType()) => new Outcome(OutcomeKind.Refused, e),
            _ => new Outcome(OutcomeKind.Exception, e),
        };
    }

    // By name: the copy of the target may have its own copy of the exception's type.
    bool IsAllowed(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (source.Allowed.Contains(type.FullName))
            {
                return true;
            }
        }

        return false;
    }

    static OutcomeKind KindOf(GuardKind guard) => guard switch
    {
        GuardKind.Fuel => OutcomeKind.Hang,
        GuardKind.Stack => OutcomeKind.Stack,
        _ => OutcomeKind.Memory,
    };
}
