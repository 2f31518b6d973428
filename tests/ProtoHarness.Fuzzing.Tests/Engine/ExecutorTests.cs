using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Fuzzing.Tests.Engine;

public sealed class ExecutorTests
{
    const int Group = 8;
    const byte Small = 1;
    const byte Large = 2;
    const int LargeBytes = 1 << 20;

    static readonly FuzzOptions Options = new() { MemoryLimit = LargeBytes / 2 };

    static byte[]? _held;

    [Property]
    public void Memory_is_said_of_those_only_that_took_it_and_of_all_of_them_but_the_first_few(byte[] kinds)
    {
        using var stage = new InputStage(Options.MaxInputBytes);
        var executor = NewExecutor(stage);
        var outcomes = new Outcome[kinds.Length];
        var input = new byte[1];
        executor.Run(Take, input);

        // Nothing else may allocate in between.
        for (var i = 0; i < kinds.Length; i++)
        {
            input[0] = (byte)(kinds[i] % 3);
            outcomes[i] = executor.RunNext(Take, input);
        }

        var first = Array.FindIndex(kinds, kind => kind % 3 != 0);
        for (var i = 0; i < kinds.Length; i++)
        {
            var isLarge = kinds[i] % 3 == Large;
            var isKnown = first >= 0 && i >= first + Group;
            Assert.True(isLarge || outcomes[i].Kind == OutcomeKind.Completed, $"{i} took no memory");
            Assert.True(!isLarge || !isKnown || outcomes[i].Kind == OutcomeKind.Memory, $"{i} took memory");
        }
    }

    [Fact]
    public void What_is_run_by_itself_is_always_asked_about()
    {
        using var stage = new InputStage(Options.MaxInputBytes);
        var executor = NewExecutor(stage);

        executor.RunNext(Take, [0]);
        var alone = executor.Run(Take, [Large]);
        var behind = executor.RunNext(Take, [0]);

        Assert.Equal(OutcomeKind.Memory, alone.Kind);
        Assert.Equal(OutcomeKind.Completed, behind.Kind);
    }

    // Of the target only what it allows is used: what runs is given with each input.
    static Executor NewExecutor(InputStage stage) =>
        new(MethodTarget.Of(typeof(AllowedTargets).Assembly.Location, typeof(AllowedTargets).FullName!, nameof(AllowedTargets.Refuses)), stage, Options);

    static void Take(ReadOnlySpan<byte> input) => _held = input[0] switch
    {
        Small => new byte[1],
        Large => new byte[LargeBytes],
        _ => null,
    };
}
