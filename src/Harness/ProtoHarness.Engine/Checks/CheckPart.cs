using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one subject: the unit that is run, sharded and watched.</summary>
abstract class CheckPart(Law law, string subject)
{
    readonly Lock _gate = new();
    readonly List<CheckFailure> _failures = [];
    Verdict _verdict = Verdict.Unsupported;
    string _note = "";

    public Law Law { get; } = law;

    public string Subject { get; } = subject;

    public int Cases { get; private set; }

    public int Unsupported { get; private set; }

    /// <summary>Whether a watcher gave up on it; what its thread still says is not taken.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>Whether it opens sockets; such parts run after the simulations, alone.</summary>
    public virtual bool UsesSockets => false;

    public (Verdict Verdict, string Note, IReadOnlyList<CheckFailure> Failures) Outcome
    {
        get
        {
            lock (_gate)
            {
                return (_verdict, _note, [.. _failures]);
            }
        }
    }

    /// <summary>Judges its cases until one fails.</summary>
    /// <param name="cancellationToken">Stops between two cases.</param>
    public abstract void Run(CancellationToken cancellationToken);

    /// <summary>What it is at now, for the failure that is recorded when it blocks its thread.</summary>
    protected abstract CheckFailure Failure(Judgement judgement);

    /// <summary>A watcher gives up: the case at hand blocks its thread.</summary>
    public void Abandon(TimeSpan blocked)
    {
        var failure = Failure(Judgement.Fail(Watched.Message(blocked))) with { IsBlocked = true };
        lock (_gate)
        {
            Abandoned = true;
            _verdict = Verdict.Fail;
            _failures.Add(failure);
        }
    }

    /// <summary>It could not be judged: the plugin's declarations, or the harness, threw.</summary>
    public void Break(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Take(new Judgement(Verdict.HarnessError, $"it could not be judged: {error.GetType().Name}: {error.Message}{Clean.Where(error)}"));
    }

    /// <summary>Takes a judgement.</summary>
    /// <returns>Whether to go on.</returns>
    protected bool Take(Judgement judgement)
    {
        lock (_gate)
        {
            if (Abandoned)
            {
                return false;
            }

            Cases++;
            switch (judgement.Verdict)
            {
                case Verdict.Unsupported:
                    Unsupported++;
                    if (_verdict == Verdict.Unsupported)
                    {
                        _note = judgement.Message;
                    }

                    return true;
                case Verdict.Pass or Verdict.NonStrict:
                    if (_verdict is Verdict.Unsupported || judgement.Verdict > _verdict)
                    {
                        _verdict = judgement.Verdict;
                        _note = judgement.Message;
                    }

                    return true;
                default:
                    _verdict = judgement.Verdict;
                    _note = judgement.Message;
                    _failures.Add(Failure(judgement));
                    return false;
            }
        }
    }
}
