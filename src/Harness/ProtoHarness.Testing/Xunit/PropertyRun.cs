using System.Reflection;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using ProtoHarness.Testing.Printing;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Runs one property method with its options: the regressions first, then the ordinary runs.</summary>
sealed class PropertyRun(PropertyOptions options, MethodInfo method, object? target, Action<string> write, CancellationToken cancelled)
{
    static readonly FSharpFunc<object, string> Printer = FuncConvert.FromFunc<object, string>(ValuePrinter.Print);

    /// <exception cref="PropertyFailedException">The property does not hold, or its arguments were exhausted.</exception>
    internal void Run()
    {
        foreach (var regression in options.Regressions)
            RunOnce(regression);
        RunOnce(options.Replay);
    }

    void RunOnce(string? replay)
    {
        var recorder = new PropertyRecorder(write);
        var budget = new ShrinkBudget(options.MaxShrinks ?? PropertyOptions.DefaultMaxShrinks, cancelled);
        PropertyBody.Create(method, target, budget, cancelled).Check(Configure(replay, recorder));
        Report(recorder.Result ?? throw new InvalidOperationException($"The core ended the property {method.Name} without a result."));
    }

    Config Configure(string? replay, PropertyRecorder recorder)
    {
        var config = Config.Default
            .WithName("")
            .WithMaxTest(options.MaxTest ?? PropertyOptions.DefaultMaxTest)
            .WithMaxRejected(options.MaxRejected ?? PropertyOptions.DefaultMaxRejected)
            .WithStartSize(options.StartSize ?? PropertyOptions.DefaultStartSize)
            .WithEndSize(options.EndSize ?? PropertyOptions.DefaultEndSize)
            .WithQuietOnSuccess(options.QuietOnSuccess ?? false)
            .WithArbitrary(options.Arbitrary)
            .WithRunner(recorder);
        if (replay is not null)
            config = config.WithReplay(FSharpOption<Replay>.Some(ReplayText.Parse(replay)));
        if (options.Parallelism is { } parallelism and not 0)
            config = config.WithParallelRunConfig(FSharpOption<ParallelRunConfig>.Some(new ParallelRunConfig(parallelism)));
        if (options.Verbose is true)
        {
            config = config
                .WithEvery(FuncConvert.FromFunc<int, FSharpList<object>, string>(
                    (n, arguments) => Runner.onArgumentsToStringWithFormatter(Printer, n, arguments)))
                .WithEveryShrink(FuncConvert.FromFunc<FSharpList<object>, string>(
                    arguments => Runner.onShrinkToStringWithFormatter(Printer, arguments)));
        }

        return config;
    }

    void Report(TestResult result)
    {
        switch (result)
        {
            case TestResult.Passed:
                if (Runner.onFinishedToStringWithFormatter(Printer, "", result) is { Length: > 0 } text)
                    write(text.TrimEnd('\r', '\n'));
                break;
            case TestResult.Failed { Item4: Outcome.Failed { Item: var thrown } } failed:
                var cause = Unwrap(thrown);
                if (cause.Message.StartsWith(global::Xunit.v3.DynamicSkipToken.Value, StringComparison.Ordinal))
                    System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
                // The core prints the exception only for this outcome; here it is the inner exception instead.
                var quiet = TestResult.NewFailed(
                    failed.Item1, failed.Item2, failed.Item3, Outcome.Passed, failed.Item5, failed.Item6, failed.Item7);
                throw new PropertyFailedException(Runner.onFinishedToStringWithFormatter(Printer, "", quiet), cause);
            default:
                throw new PropertyFailedException(Runner.onFinishedToStringWithFormatter(Printer, "", result), null);
        }
    }

    // A failed task reaches the core as an AggregateException around the one exception that matters; its stack stays as it was.
    static Exception Unwrap(Exception thrown)
    {
        while (thrown is AggregateException { InnerExceptions: [var only] })
            thrown = only;
        return thrown;
    }
}
