using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Checks;

/// <summary>
/// The sessions in memory that those of another part, over sockets, are compared with, or are told by how long they will wait. They are run before any socket is open, because a
/// simulation must know whose work is on the thread pool. It judges nothing; it only may not stand still, and may not end the process.
/// </summary>
/// <param name="law">The law of the other part.</param>
/// <param name="subject">What the other part is about.</param>
/// <param name="sessions">Its sessions, in memory.</param>
/// <param name="keepsResults">Whether what they come to is needed, and not only how long they wait.</param>
sealed class RehearsalPart(Law law, string subject, Func<IEnumerable<SessionSpec>> sessions, bool keepsResults) : CheckPart(law, subject)
{
    readonly List<SessionResult> _results = [];
    readonly List<TimeSpan?> _waits = [];
    SessionSpec? _spec;

    /// <summary>What the sessions came to, in order; fewer when it did not come to its end.</summary>
    public IReadOnlyList<SessionResult> Results => _results;

    /// <summary>How long each session waited by the timers of roles and faults; null when it did not end by itself.</summary>
    public IReadOnlyList<TimeSpan?> Waits => _waits;

    /// <summary>Whether it showed something by itself, so that there is nothing to compare with.</summary>
    public bool HasFailed => Abandoned || HasDied || Outcome.Verdict == Verdict.HarnessError;

    protected override void RunCases(CancellationToken cancellationToken)
    {
        foreach (var spec in sessions())
        {
            cancellationToken.ThrowIfCancellationRequested();
            NextCase();
            _spec = spec;
            var result = SessionRunner.Run(spec);
            if (Abandoned)
            {
                return;
            }

            _waits.Add(result.End == SimulationEnd.Finished ? result.Elapsed : null);
            if (keepsResults)
            {
                _results.Add(result);
            }
        }
    }

    protected override void Find(long number) => _spec = sessions().Skip((int)number).FirstOrDefault();

    protected override string Name(string plugin) => $"{base.Name(plugin)} in memory";

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, _spec, null, default);
}
