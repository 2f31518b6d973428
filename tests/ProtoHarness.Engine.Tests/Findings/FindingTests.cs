using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Findings;

public sealed class FindingTests
{
    const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_finding_replays_with_the_same_trace_a_thousand_times()
    {
        var (finding, original) = Plant();
        var replayer = new FindingReplayer(new NoRoleThrows());
        var read = Finding.Parse("f.phs", finding.ToString());

        for (var i = 0; i < 1000; i++)
        {
            var replay = replayer.Replay(read, PlantedPlugin.Definition, Hash);
            Assert.True(replay.Fails);
            Assert.True(replay.SameTrace);
            Assert.Equal(original.TraceHash, replay.Verdict.Result!.TraceHash);
            Assert.Empty(replay.Notes);
        }
    }

    [Fact]
    public void A_finding_is_one_text_that_reads_back_equal()
    {
        var (finding, _) = Plant();
        var text = finding.ToString();
        var read = Finding.Parse("f.phs", text);

        Assert.Equal(finding.Script, read.Script);
        Assert.Equal(finding.Scenario, read.Scenario with { File = finding.Scenario.File });
        Assert.Equal(text, read.ToString());
        Assert.Equal(NoRoleThrows.Law, read.Law);
        Assert.Equal("planted", read.Plugin);
        Assert.Equal(Hash, read.Header.PluginHash);
        Assert.EndsWith(nameof(InvalidDataContractBrokenException), read.Header.Exception, StringComparison.Ordinal);
        Assert.Equal("ProtoHarness.Engine.Tests.Findings.PlantedPlugin.ServeAsync", read.Header.Stack[0]);
        Assert.Contains("S1 record: reading", read.Header.States);
        Assert.NotEmpty(read.Header.Wire);
    }

    [Property(MaxTest = 500)]
    public void A_finding_with_any_header_reads_back_equal(string? message, string?[]? stack, string?[]? states, ulong trace, byte[]? wire, ushort failed)
    {
        static string Text(string? text) => string.Concat((text ?? "").Where(c => !char.IsSurrogate(c)));
        var header = Plant().Finding.Header with
        {
            Message = Text(message), Stack = [.. (stack ?? []).Select(Text)], States = [.. (states ?? []).Select(Text)], Trace = trace, Failed = failed, Runs = failed + 1,
            PluginFile = Text(message), Wire = wire is { Length: > 0 } ? [new WireBytes(Direction.ToClient, 2, Convert.ToHexStringLower(wire))] : [],
        };
        var finding = Plant().Finding.With(header);

        var read = Finding.Parse("f.phs", finding.ToString());

        Assert.Equal(finding.Script, read.Script);
        Assert.Equal(header, read.Header);
        Assert.Equal(finding.ToString(), read.ToString());
        Assert.Equal(finding.Script, ScriptJson.Read(ScriptJson.Write(finding.Script)));
    }

    [Fact]
    public void What_the_finding_says_is_what_was_run()
    {
        var (finding, original) = Plant();
        var bound = ScenarioBinder.Bind(finding.Scenario, PlantedPlugin.Definition, new ScriptErrors());

        var expected = original.Spec;
        Assert.Equal(expected.Faults, bound.Spec!.Faults);
        Assert.Equal(expected.Seed, bound.Spec.Seed);
        Assert.Equal(expected.Clients, bound.Spec.Clients);
        Assert.Equal(expected.Transport, bound.Spec.Transport);
        Assert.Equal(expected.Limits, bound.Spec.Limits);
        Assert.Equal(expected.Values.Get(PlantedPlugin.Greeting), bound.Spec.Values.Get(PlantedPlugin.Greeting));
        Assert.Equal(expected.Values.Get(PlantedPlugin.Bytes), bound.Spec.Values.Get(PlantedPlugin.Bytes));
    }

    [Fact]
    public void A_finding_whose_bug_is_gone_is_not_confirmed()
    {
        var (finding, _) = Plant();
        var replayer = new FindingReplayer(new NoRoleThrows());

        var (confirmed, isReproducible) = replayer.Confirm(finding, PlantedPlugin.Definition, 5);
        Assert.True(isReproducible);
        Assert.Equal((5, 5), (confirmed.Header.Failed, confirmed.Header.Runs));

        var without = finding.ToString().Replace("| fragment 3", "", StringComparison.Ordinal).Replace("fault  * jitter 2ms", "fault  S>C fragment 2", StringComparison.Ordinal);
        var (flaky, fails) = replayer.Confirm(Finding.Parse("g.phs", without), PlantedPlugin.Definition, 5);
        Assert.False(fails);
        Assert.Equal((0, 5), (flaky.Header.Failed, flaky.Header.Runs));
    }

    [Fact]
    public void A_replay_with_another_plugin_file_or_other_bytes_says_so()
    {
        var (finding, _) = Plant();
        var changed = finding.With(finding.Header with { Trace = 1, PluginHash = Hash });

        var replay = new FindingReplayer(new NoRoleThrows()).Replay(changed, PlantedPlugin.Definition, new string('f', 64));

        Assert.True(replay.Fails);
        Assert.False(replay.SameTrace);
        Assert.Equal(2, replay.Notes.Count);
    }

    [Theory]
    [InlineData("phs 1\nuse planted\nC echo\n", "it has no line 'finding 1'")]
    [InlineData("phs 1\nuse planted\nlaw a/b\nC echo\n", "write 'finding 1' above it")]
    [InlineData("phs 1\nfinding 1\nuse planted\nC echo\n", "write 'law ID'")]
    [InlineData("phs 1\nfinding 9\nlaw a\nuse planted\nC echo\n", "'9' is no version of a finding")]
    public void What_is_no_finding_is_refused_with_a_reason(string text, string reason)
    {
        var exception = Assert.Throws<ScriptException>(() => Finding.Parse("f.phs", text));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    internal static (Finding Finding, SessionResult Result) Plant()
    {
        var plugin = PlantedPlugin.Definition;
        var values = ParameterValues.Defaults.With(PlantedPlugin.Greeting, "good \"day\"").With(PlantedPlugin.Bytes, "30");
        var spec = new SessionSpec
        {
            Plugin = plugin,
            Conversation = plugin.Conversations[0],
            Values = values,
            Clients = 3,
            Faults = FaultRule.Parse("* jitter 2ms | fragment 3"),
            Seed = new Seed(7),
            ExploreSchedule = true,
            KeepBytes = true,
        };
        var result = SessionRunner.Run(spec);
        var failed = result.Roles.First(role => role.Outcome == RoleOutcome.Failed);
        return (Finding.Of(NoRoleThrows.Law, failed.ToString(), result, Hash), result);
    }
}
