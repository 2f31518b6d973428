using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Targets;
using ProtoHarness.Fuzzing.Targets.Sessions;

namespace ProtoHarness.Fuzzing.Tests.Targets.Sessions;

/// <summary>Sessions are fuzzed against the server, the clients or both, under all values that the plugin names.</summary>
public sealed class SessionTargetTests
{
    static readonly FuzzOptions Options = new();

    public static TheoryData<SessionSide, Direction, byte, bool> Overwritten => new()
    {
        { SessionSide.Both, Direction.ToServer, TouchyPlugin.BreaksServer, true },
        { SessionSide.Server, Direction.ToServer, TouchyPlugin.BreaksServer, true },
        { SessionSide.Client, Direction.ToServer, TouchyPlugin.BreaksServer, false },
        { SessionSide.Both, Direction.ToClient, TouchyPlugin.BreaksClient, true },
        { SessionSide.Server, Direction.ToClient, TouchyPlugin.BreaksClient, false },
        { SessionSide.Client, Direction.ToClient, TouchyPlugin.BreaksClient, true },
    };

    [Fact]
    public void Input_reads_as_it_was_written()
    {
        foreach (var side in Enum.GetValues<SessionSide>())
        {
            for (var (clients, variant) = (1, 0); variant < SessionVariants.Max; variant++, clients = 1 + (variant % SessionInput.MaxClients))
            {
                var input = new SessionInput(3, clients, 513, [], side, variant);
                var read = SessionInput.Read(input.Write());

                Assert.Equal(input with { Steps = read.Steps }, read);
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    public void Input_from_before_there_were_sides_means_both_and_the_defaults(byte second, int clients)
    {
        var read = SessionInput.Read([1, second, 0, 0]);

        Assert.Equal((clients, SessionSide.Both, 0), (read.Clients, read.Side, read.Variant));
    }

    [Theory]
    [MemberData(nameof(Overwritten))]
    public void Only_a_side_that_takes_part_breaks(SessionSide side, Direction direction, byte value, bool breaks)
    {
        var outcome = Run(new SessionInput(0, 1, 0, [new SessionStep(SessionOperation.Overwrite, direction, 0, 0, [value])], side));

        Assert.Equal(breaks ? OutcomeKind.Law : OutcomeKind.Completed, outcome.Kind);
    }

    [Fact]
    public void What_no_step_disturbs_holds_whoever_takes_part_and_under_all_values()
    {
        using var source = Loaded();
        foreach (var example in source.Source.Examples(1))
        {
            Assert.Equal(OutcomeKind.Completed, Run(source, example).Kind);
        }
    }

    [Fact]
    public void Variant_is_recorded_as_its_values_say()
    {
        var plugin = PluginDefinition.Of(new TouchyPlugin());
        var recording = new SessionRecording(plugin, new ProtoHarness.Engine.Sessions.SessionLimits());

        Assert.Equal(3, recording.Variants(0));
        Assert.Equal([4, 1, 9, 4], Enumerable.Range(0, 4).Select(variant => recording.Stream(0, variant, Direction.ToServer).Length));
    }

    static Outcome Run(SessionInput input)
    {
        using var target = Loaded();
        return Run(target, input.Write());
    }

    static Outcome Run(LoadedTarget target, byte[] input)
    {
        using var stage = new InputStage(Options.MaxInputBytes);
        return new Executor(target.Source, stage, Options).Run(target.Triage.Run, input);
    }

    static LoadedTarget Loaded()
    {
        var assembly = AssemblyInput.FromFile(typeof(TouchyPlugin).Assembly.Location);
        return LoadedTarget.Load(new SessionTarget(PluginDefinition.Of(new TouchyPlugin()), [assembly], "", "touchy/session"));
    }
}
