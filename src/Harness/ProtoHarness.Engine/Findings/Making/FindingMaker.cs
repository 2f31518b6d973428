using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>Makes a finding of a failure: runs it again, makes it smaller, and replays the result, all within a budget. Whoever calls it watches the thread.</summary>
/// <param name="judge">The laws.</param>
/// <param name="options">How much is done.</param>
public sealed class FindingMaker(IFindingJudge judge, MakeOptions? options = null)
{
    readonly MakeOptions _options = options ?? new MakeOptions();

    /// <summary>Makes the finding of a session.</summary>
    /// <param name="law">The law that it breaks.</param>
    /// <param name="message">How, as it was seen.</param>
    /// <param name="spec">The session.</param>
    /// <param name="cancellationToken">Stops between two runs, with what was reached.</param>
    /// <returns>The finding.</returns>
    public MadeFinding Make(Law law, string message, SessionSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Transport == TransportKind.Memory)
        {
            return Session(law, message, spec, cancellationToken);
        }

        // What fails in memory too is told from there: over sockets each run costs real time, and one that hangs costs all there is. On a thread of its own,
        // because whoever watches a run over sockets cannot tell a long one from one that blocks.
        var (ended, inMemory) = Watched.Run(() => Session(law, message, spec with { Transport = TransportKind.Memory }, cancellationToken), _options.Blocked, _options.Clock);
        if (ended && inMemory!.IsReproducible)
        {
            return inMemory;
        }

        if (!ended || message.Contains("limits.real-time", StringComparison.Ordinal))
        {
            // Whoever reports it has run it twice.
            var hangs = Finding.Of(law.Id, message, spec, _options.PluginHash);
            return new MadeFinding(hangs.With(hangs.Header with { Failed = 2, Runs = 2 }), true, null, [], 0);
        }

        return Session(law, message, spec, cancellationToken);
    }

    MadeFinding Session(Law law, string message, SessionSpec spec, CancellationToken cancellationToken)
    {
        var start = _options.Clock.GetTimestamp();
        var seen = judge.Judge(law.Id, spec with { KeepBytes = true });
        if (seen is not { Failure: { } failure, Result: { } result })
        {
            var flaky = Finding.Of(law.Id, message, spec, _options.PluginHash);
            return new MadeFinding(flaky.With(flaky.Header with { Failed = 0, Runs = 1 }), false, null, [], 1);
        }

        var found = Finding.Of(law.Id, failure, result, _options.PluginHash);

        // That two runs differ shows the more seldom the less there is to differ in.
        var canShrink = spec.Transport == TransportKind.Memory && judge.IsRepeatable(law.Id) && law.Id != new ParityLaw().Law.Id;
        return Finish(law, Plain(law, found), canShrink, spec.Plugin, start, 1, cancellationToken);
    }

    /// <summary>Makes the finding of a codec.</summary>
    /// <param name="law">The law that it breaks.</param>
    /// <param name="message">How, as it was seen.</param>
    /// <param name="subject">The plugin.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Stops between two runs, with what was reached.</param>
    /// <returns>The finding.</returns>
    public MadeFinding Make(Law law, string message, CodecSubject subject, FrameCodec codec, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(subject);
        var found = Finding.Of(law.Id, message, subject, codec, input, _options.PluginHash);
        return Finish(law, found, true, subject.Plugin, _options.Clock.GetTimestamp(), 0, cancellationToken);
    }

    /// <summary>A law that is about traces that differ has none to compare with.</summary>
    Finding Plain(Law law, Finding finding) => judge.IsRepeatable(law.Id) ? finding : finding.With(finding.Header with { Trace = null });

    MadeFinding Finish(Law law, Finding found, bool canShrink, PluginDefinition plugin, long start, int runs, CancellationToken cancellationToken)
    {
        var best = found;
        IReadOnlyList<ShrinkProgress> changes = [];
        var left = _options.Time - _options.Clock.GetElapsedTime(start);
        if (canShrink && left > TimeSpan.Zero && _options.ShrinkRuns > 0)
        {
            var budget = new ShrinkOptions { MaxRuns = _options.ShrinkRuns, MaxTime = left, Time = _options.Clock };
            var shrunk = new FindingShrinker(judge, budget).Shrink(found, plugin, null, cancellationToken);
            best = Plain(law, shrunk.Finding);
            runs += shrunk.Runs;
            changes = shrunk.Changes;
        }

        var (finding, isReproducible, last) = Replay(best, plugin, start, cancellationToken);
        runs += finding.Header.Runs;
        if (!isReproducible && !ReferenceEquals(best, found))
        {
            // Smaller, but not the same every time: what was found at first may be better.
            (finding, isReproducible, last) = Replay(found, plugin, start, cancellationToken);
            runs += finding.Header.Runs;
            changes = [];
        }

        return new MadeFinding(finding, isReproducible, last is null ? null : Account(law, finding, last, plugin), changes, runs);
    }

    FindingAccount? Account(Law law, Finding finding, FindingVerdict last, PluginDefinition plugin) =>
        last.Result is { } result ? FindingAccount.Of(law, result)
        : plugin.Frames.FirstOrDefault(frame => frame.Schema.Name == finding.Scenario.Frame.Text) is { } codec
            ? FindingAccount.Of(law, codec, Convert.FromHexString(finding.Scenario.Input)) : null;

    (Finding Finding, bool IsReproducible, FindingVerdict? Last) Replay(Finding finding, PluginDefinition plugin, long start, CancellationToken cancellationToken)
    {
        // Once at least; the others while there is time.
        var (failed, runs) = (0, 0);
        FindingVerdict? last = null;
        var replayer = new FindingReplayer(judge);
        do
        {
            Simulation.Heartbeat.Current?.Beat();
            var verdict = replayer.Replay(finding, plugin).Verdict;
            runs++;
            if (verdict.Failure is not null)
            {
                failed++;
                last = verdict;
            }
        }
        while (runs < _options.Replays && _options.Clock.GetElapsedTime(start) < _options.Time && !cancellationToken.IsCancellationRequested);
        var isReproducible = failed == runs || !judge.IsRepeatable(finding.Law);
        return (finding.With(finding.Header with { Failed = failed, Runs = runs }), isReproducible, last);
    }
}
