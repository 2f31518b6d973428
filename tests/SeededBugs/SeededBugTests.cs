using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace SeededBugs.Tests;

/// <summary>A checker must be shown to fail: each planted bug is found under the law that it breaks, and a correct plugin is left alone.</summary>
public class SeededBugTests
{
    static readonly PluginCatalog Catalog = new();

    /// <summary>Short on sockets, because some of the bugs wait for ever.</summary>
    static readonly SessionLimits Limits = new() { RealTime = TimeSpan.FromSeconds(3) };

    static readonly Lazy<IReadOnlyList<PluginDefinition>> Twins = new(() =>
        [.. SeededBug.All.Where(bug => bug.Breaks == "nothing").Select(bug => bug.Load(Catalog))]);

    public static TheoryData<string> Planted => [.. SeededBug.All.Where(bug => bug.Breaks != "nothing").Select(bug => bug.Path)];

    public static TheoryData<string> Correct => [.. SeededBug.All.Where(bug => bug.Breaks == "nothing").Select(bug => bug.Path)];

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_bug_is_found_under_its_law(string path)
    {
        var bug = SeededBug.All.First(b => b.Path == path);
        var result = Check(bug, new CheckOptions { Jobs = 1, Filter = bug.Breaks, Blocked = TimeSpan.FromSeconds(5), Limits = Limits, Findings = new MakeOptions { Time = TimeSpan.FromMinutes(1) } });

        var broken = result.Failures.Where(pair => pair.Failure.Judgement.Verdict == Verdict.Fail).Select(pair => pair.Row.Law.Id).Distinct().ToList();
        Assert.True(broken.Contains(bug.Breaks), $"{path} should break {bug.Breaks}; it broke {(broken.Count == 0 ? "nothing" : string.Join(", ", broken))}");
        Assert.All(result.Failures.Where(pair => pair.Row.Law.Id == bug.Breaks && pair.Failure.Judgement.Verdict == Verdict.Fail), pair =>
        {
            Assert.True(IsSmallAndReproducible(pair.Failure), $"{pair.Failure.Made?.Finding}");
            HoldsOnCorrectPlugins(pair.Failure);
        });
    }

    /// <summary>
    /// A shrink must not end in a case that nobody could keep the law in: what it made of a bug is held against plugins that speak the same and have no bug.
    /// </summary>
    static void HoldsOnCorrectPlugins(CheckFailure failure)
    {
        var finding = failure.Made!.Finding;
        if (failure.IsBlocked || finding.Scenario.IsCodecCase || finding.Scenario.Transport != TransportKind.Memory)
        {
            return;
        }

        // In memory, where the law that compares with sockets does not stay.
        foreach (var correct in Twins.Value.Where(_ => finding.Law != "session/parity"))
        {
            var text = finding.ToString().Replace($"use    {finding.Plugin}", $"use    {correct.Id}", StringComparison.Ordinal);
            try
            {
                var replay = new FindingReplayer(LawJudge.Instance).Replay(Finding.Parse("twin", text), correct);
                Assert.False(replay.Fails, $"{correct.Id} is correct and fails: {replay.Verdict.Failure}\n{text}");
            }
            catch (ScriptException)
            {
                // It speaks otherwise: another conversation, another parameter.
                continue;
            }
        }
    }

    [Fact]
    public void A_frame_that_breaks_a_law_is_made_smaller_field_by_field()
    {
        var plugin = SeededBug.All.First(bug => bug.Path.EndsWith("EmptyBodyIndexed.cs", StringComparison.Ordinal)).Load(Catalog);
        var spec = new SessionSpec { Plugin = plugin, Conversation = plugin.Conversations[0], Seed = new Seed(1), Faults = FaultRule.Parse("C>S insert @0 0001e240010000"), KeepBytes = true };
        var (judgement, result) = SessionLaws.Find("session/hostile")!.Try(spec);
        Assert.Equal(Verdict.Fail, judgement.Verdict);

        var shrunk = new FindingShrinker(LawJudge.Instance).Shrink(Finding.Of("session/hostile", judgement.Message, result, ""), plugin, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains("insert @0 00000000010000", shrunk.Finding.ToString(), StringComparison.Ordinal);
        Assert.Contains(shrunk.Changes, change => change.Axis == "fields");
    }

    /// <summary>The finding failed each time, says how each end ended, and has no more messages than three.</summary>
    static bool IsSmallAndReproducible(CheckFailure failure)
    {
        const int MostMessages = 3;
        var messages = failure.Made!.Finding.Script.Statements.SelectMany(line => line.Arguments).OfType<Pair>().FirstOrDefault(pair => pair.Name == "messages");
        var count = messages is null ? 0 : int.Parse(messages.Value.Text, CultureInfo.InvariantCulture);
        return failure.IsBlocked || (failure.Made.IsReproducible && count <= MostMessages);
    }

    [Theory]
    [MemberData(nameof(Correct))]
    public void Nothing_is_reported_on_a_correct_plugin(string path)
    {
        var bug = SeededBug.All.First(b => b.Path == path);
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var result = Check(bug, new CheckOptions { Jobs = 1, Seed = new Seed(seed), Effort = bug.IsMultiplexer ? 0.1 : 0.3 });

            Assert.True(result.Finished);
            Assert.All(result.Rows, row => Assert.True(row.Verdict is Verdict.Pass or Verdict.Unsupported || IsDeclared(bug, row), $"seed {seed}, {row.Id}: {string.Join("; ", row.Failures.Select(f => $"{f.Judgement.Message} [{f.Session}]"))}{row.Note}"));
        }
    }

    /// <summary>A multiplexer says of itself that the end of its input ends the session, and is not more than that.</summary>
    static bool IsDeclared(SeededBug bug, CheckRow row) => bug.IsMultiplexer && row is { Verdict: Verdict.NonStrict, Law.Id: "session/half-close" };

    [Fact]
    public void Every_law_has_a_planted_bug()
    {
        var laws = CodecLaws.All.Select(law => law.Law.Id).Concat(SessionLaws.All.Select(law => law.Law.Id));

        Assert.All(laws, law => Assert.Contains(SeededBug.All, bug => bug.Breaks == law));
    }

    /// <summary>The multiplexers wait for minutes of virtual time, which a socket would take to be minutes.</summary>
    static CheckResult Check(SeededBug bug, CheckOptions options) =>
        new PluginCheck(bug.Load(Catalog), options with { OverTcp = !bug.IsMultiplexer }).Run(null, TestContext.Current.CancellationToken);
}
