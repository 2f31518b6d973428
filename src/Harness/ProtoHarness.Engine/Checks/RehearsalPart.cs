using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Checks;

/// <summary>
/// The sessions in memory that those of another part, over sockets, are compared with. They are run before any socket is open, because a simulation must know whose work
/// is on the thread pool. It judges nothing; it only may not stand still, and may not end the process.
/// </summary>
sealed class RehearsalPart(Law law, string subject, Func<IEnumerable<SessionSpec>> sessions) : CheckPart(law, subject)
{
    readonly List<SessionResult> _results = [];
    SessionSpec? _spec;

    /// <summary>What the sessions came to, in order; fewer when it did not come to its end.</summary>
    public IReadOnlyList<SessionResult> Results => _results;

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

            _results.Add(result);
        }
    }

    protected override void Find(long number) => _spec = sessions().Skip((int)number).FirstOrDefault();

    protected override string Name(string plugin) => $"{base.Name(plugin)} in memory";

    protected override CheckFailure Failure(Judgement judgement) => new(Subject, judgement, _spec, null, default);
}
