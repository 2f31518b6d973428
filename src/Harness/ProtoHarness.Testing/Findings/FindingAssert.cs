using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Testing.Findings;

/// <summary>Findings as regression tests.</summary>
public static class FindingAssert
{
    static readonly TimeSpan Blocked = TimeSpan.FromSeconds(10);

    /// <summary>Asserts that the bug of a finding is gone: its law holds again.</summary>
    /// <param name="finding">The finding's text.</param>
    /// <param name="plugin">The plugin.</param>
    /// <exception cref="FindingLivesException">The law is still broken, or the finding cannot tell any more because its faults do not fire.</exception>
    public static void IsGone(string finding, IProtocolPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(plugin);
        var read = Finding.Parse("finding", finding);
        var definition = PluginDefinition.Of(plugin);
        var (ended, replay) = Watched.Run(() => new FindingReplayer(LawJudge.Instance).Replay(read, definition), Blocked, TimeProvider.System);
        if (!ended)
        {
            throw new FindingLivesException($"{read.Law} is broken again: {Watched.Message(Blocked)}");
        }

        if (replay!.Verdict is { Failure: { } failure })
        {
            throw new FindingLivesException($"{read.Law} is still broken: {failure}");
        }

        if (replay.Verdict.Unsupported is { } why)
        {
            throw new FindingLivesException($"the finding of {read.Law} says nothing any more: {why}; shrink the case anew, or delete the test");
        }
    }
}
