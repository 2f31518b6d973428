using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Checks;

/// <summary>
/// Checks several plugins: in memory one after the other, because a simulation must know whose work is on the thread pool; then over sockets, where most of the time is
/// waiting, all of them at once.
/// </summary>
public sealed class PluginChecks
{
    /// <summary>Sessions over sockets for each that would be run at once in memory.</summary>
    const int OnSocketsPerJob = 5;

    readonly IReadOnlyList<PluginCheck> _checks;
    readonly TimeProvider _time;

    /// <summary>Some checks.</summary>
    /// <param name="checks">The checks, at least one. The first one's jobs are everybody's; one that has a limit of time must be alone.</param>
    /// <param name="time">Measures how long they take; null: the machine's clock.</param>
    public PluginChecks(IReadOnlyList<PluginCheck> checks, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (checks.Count == 0 || (checks.Count > 1 && checks.Any(check => check.Options.Time is not null)))
        {
            throw new ArgumentException("Give at least one check, and no other beside one that has a limit of time.", nameof(checks));
        }

        _checks = checks;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Runs them on threads of their own; the calling thread waits.</summary>
    /// <param name="report">Told which is being judged, and how far it is.</param>
    /// <param name="cancellationToken">Ends them with what is known so far.</param>
    /// <returns>What each came to, in order; those that were never begun are left out, but for the first.</returns>
    public IReadOnlyList<CheckResult> Run(Action<PluginCheck, CheckProgress> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var limit = _checks[0].Options.Time is { } time ? new CancellationTokenSource(time, _time) : new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var begun = new List<PluginCheck>();
        foreach (var check in _checks.TakeWhile(check => check == _checks[0] || !cancellationToken.IsCancellationRequested))
        {
            begun.Add(check);
            check.RunInMemory(at => report(check, at), stop.Token);
        }

        var start = _time.GetTimestamp();
        var finished = RunOnSockets(begun, report, stop.Token);
        var elapsed = _time.GetElapsedTime(start);
        return [.. begun.Select(check => check.Finish((finished, elapsed), at => report(check, at), cancellationToken))];
    }

    /// <summary>
    /// Runs what opens sockets. A session that the others may have held up shows nothing, so what fails in company is run once more, alone, and only that counts.
    /// </summary>
    bool RunOnSockets(List<PluginCheck> checks, Action<PluginCheck, CheckProgress> report, CancellationToken cancellationToken)
    {
        var options = _checks[0].Options;
        var owners = checks.SelectMany(check => check.OnSockets.Select(part => (Part: (CheckPart)part, Check: check))).ToDictionary(pair => pair.Part, pair => pair.Check);

        // Crowds first, because there is one at a time; then those that wait for long. In the meantime the others are done.
        List<SessionPart> parts = [.. checks.SelectMany(check => check.OnSockets).OrderByDescending(part => part.FillsMachine).ThenByDescending(part => part.Waits)];
        var atOnce = options.Jobs > 1 ? OnSocketsPerJob * options.Jobs : 1;
        if (!Run(parts, atOnce) || atOnce == 1)
        {
            return !cancellationToken.IsCancellationRequested;
        }

        List<SessionPart> again = [.. parts.Where(part => part.Outcome.Verdict > Verdict.Unsupported)];
        again.ForEach(part => part.Forget());
        return Run(again, 1);

        bool Run(List<SessionPart> parts, int atOnce) => parts.Count == 0 ? !cancellationToken.IsCancellationRequested : new Workers(atOnce, options.Blocked, _time).Run(
            parts,
            part =>
            {
                var check = part is null ? checks[^1] : owners[part];
                report(check, check.Progress(part));
            },
            cancellationToken);
    }
}
