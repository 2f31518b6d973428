using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Fuzzing.Tests.Engine;

public sealed class ExecutorTests
{
    const byte Small = 1;
    const byte Large = 2;
    const int LargeBytes = 1 << 20;

    static byte[]? _held;

    [Property]
    public void Memory_is_said_of_those_that_took_too_much_and_of_nobody_else(byte[] kinds)
    {
        var options = new FuzzOptions { MemoryLimit = LargeBytes / 2 };
        using var stage = new InputStage(options.MaxInputBytes);
        var source = MethodTarget.Of(typeof(AllowedTargets).Assembly.Location, typeof(AllowedTargets).FullName!, nameof(AllowedTargets.Refuses));
        var executor = new Executor(source, stage, options);
        var outcomes = new Outcome[kinds.Length];
        var input = new byte[1];
        executor.Run(Take, input);

        // Nothing else may allocate in between.
        for (var i = 0; i < kinds.Length; i++)
        {
            input[0] = (byte)(kinds[i] % 3);
            outcomes[i] = executor.RunNext(Take, input);
        }

        Assert.Equal(kinds.Select(kind => kind % 3 == Large ? OutcomeKind.Memory : OutcomeKind.Completed), outcomes.Select(outcome => outcome.Kind));
    }

    static void Take(ReadOnlySpan<byte> input) => _held = input[0] switch
    {
        Small => new byte[1],
        Large => new byte[LargeBytes],
        _ => null,
    };
}
