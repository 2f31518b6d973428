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
    readonly long _memoryLimit = options.MemoryLimit;
    long _allocatedBefore;

    /// <summary>How often any build of the target was run.</summary>
    public long Executions { get; private set; }

    /// <summary>The steps that the last execution took.</summary>
    public long Steps { get; private set; }

    /// <summary>The bytes that the last execution allocated.</summary>
    public long Allocated { get; private set; }

    /// <summary>Runs an input.</summary>
    /// <param name="body">The body.</param>
    /// <param name="input">The input.</param>
    public Outcome Run(FuzzBody body, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(body);
        return RunStaged(body, stage.Put(input));
    }

    /// <summary>Runs an input when nothing was allocated on this thread since the last one ended; that saves asking how much.</summary>
    /// <param name="body">The body.</param>
    /// <param name="input">The input.</param>
    public Outcome RunNext(FuzzBody body, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Execute(body, stage.Put(input));
    }

    /// <summary>Runs an input where it lies.</summary>
    /// <param name="body">The body.</param>
    /// <param name="staged">The input.</param>
    public Outcome RunStaged(FuzzBody body, ReadOnlySpan<byte> staged)
    {
        ArgumentNullException.ThrowIfNull(body);
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        return Execute(body, staged);
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

    Outcome Execute(FuzzBody body, ReadOnlySpan<byte> staged)
    {
        Executions++;
        var fuel = Math.Max(options.StepsFor(staged.Length), _minSteps);
        Guards.Arm(fuel, _memoryLimit);
        FuzzFeedback.DoesAlike(1);
        try
        {
            body(staged);
        }
        catch (Exception e)
        {
            return Ended(Classify(e), fuel);
        }

        // A target may swallow what a guard threw; the guard remembers.
        return Ended(Guards.Tripped == GuardKind.None ? default : new Outcome(KindOf(Guards.Tripped)), fuel);
    }

    Outcome Ended(Outcome outcome, long fuel)
    {
        Steps = fuel - Guards.Fuel;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Allocated = allocated - _allocatedBefore;
        _allocatedBefore = allocated;
        stage.Done();
        return Allocated > _memoryLimit && !outcome.IsFailure ? new Outcome(OutcomeKind.Memory, outcome.Exception) : outcome;
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
