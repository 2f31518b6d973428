using ProtoHarness.Engine.Isolation;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Checks;

/// <summary>One law on one subject: the unit that is run, sharded and watched.</summary>
abstract class CheckPart(Law law, string subject)
{
    readonly Lock _gate = new();
    readonly List<CheckFailure> _failures = [];
    readonly List<FaultTally> _tallies = [];
    Verdict _verdict = Verdict.Unsupported;
    string _note = "";
    CaseJournal? _journal;
    Death? _death;
    string _name = "";
    int _number = -1;

    public Law Law { get; } = law;

    public string Subject { get; } = subject;

    public int Cases { get; private set; }

    public int Unsupported { get; private set; }

    /// <summary>Whether nothing more is to be expected of it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether a watcher gave up on it; what its thread still says is not taken.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>Whether the process has ended in it, when it was run before.</summary>
    public bool HasDied => _death is not null;

    /// <summary>Whether it opens sockets; such parts run after the simulations.</summary>
    public virtual bool UsesSockets => false;

    /// <summary>Whether it takes all that the machine has, so that two at once would keep each other from their ends.</summary>
    public virtual bool FillsMachine => false;

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

    /// <summary>How it fared under each kind of fault.</summary>
    public IReadOnlyList<FaultTally> Faults
    {
        get
        {
            lock (_gate)
            {
                return FaultTally.Sum(_tallies);
            }
        }
    }

    /// <summary>The kinds of fault of the case at hand; none for a codec.</summary>
    protected virtual IEnumerable<string> FaultNames => [];

    /// <summary>The session at hand, when it is worth drawing; null otherwise.</summary>
    protected virtual SessionSpec? Example => null;

    /// <summary>Lets it write down which case it is at, and tells it whether it has ended its process before.</summary>
    /// <param name="plugin">The plugin's id.</param>
    /// <param name="journal">Where to; null: nowhere.</param>
    /// <param name="deaths">Where processes have ended.</param>
    public void Isolate(string plugin, CaseJournal? journal, IReadOnlyList<Death> deaths)
    {
        _journal = journal;
        _death = deaths.FirstOrDefault(death => death.Part == Name(plugin));
        _name = Name(plugin);
    }

    /// <summary>Makes as if it had not been run.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _failures.Clear();
            _tallies.Clear();
            (_verdict, _note, Cases, Unsupported, _number, IsDone) = (Verdict.Unsupported, "", 0, 0, -1, false);
        }
    }

    /// <summary>Judges its cases until one fails; or says, without running it, that one of them has ended the process before.</summary>
    /// <param name="cancellationToken">Stops between two cases.</param>
    public void Run(CancellationToken cancellationToken)
    {
        try
        {
            Judge(cancellationToken);
        }
        finally
        {
            IsDone = true;
        }
    }

    void Judge(CancellationToken cancellationToken)
    {
        if (_death is { } death)
        {
            Find(Math.Max(0, death.Number));
            Take(Judgement.Fail($"it ends the process: {death.How}"));
            return;
        }

        _journal?.Enter(_name);
        RunCases(cancellationToken);
        _journal?.Leave();
    }

    /// <summary>Judges its cases until one fails.</summary>
    /// <param name="cancellationToken">Stops between two cases.</param>
    protected abstract void RunCases(CancellationToken cancellationToken);

    /// <summary>Goes to a case without running anything.</summary>
    /// <param name="number">The case, from 0, as counted by <see cref="NextCase"/>.</param>
    protected abstract void Find(long number);

    /// <summary>A case is about to be run.</summary>
    protected void NextCase()
    {
        _journal?.Case(++_number);
        Heartbeat.Current?.Beat();
    }

    /// <summary>The part's name in a journal; parts that make findings are other parts.</summary>
    protected virtual string Name(string plugin) => $"{plugin}/{Law.Id} {Subject}";

    /// <summary>What it is at now, for the failure that is recorded when it blocks its thread.</summary>
    protected abstract CheckFailure Failure(Judgement judgement);

    /// <summary>A watcher gives up: the case at hand blocks its thread.</summary>
    public void Abandon(TimeSpan blocked)
    {
        var failure = Failure(Judgement.Fail(Watched.Message(blocked))) with { IsBlocked = true };
        lock (_gate)
        {
            Abandoned = true;
            IsDone = true;
            _verdict = Verdict.Fail;
            _failures.Add(failure);
        }
    }

    /// <summary>It is not run at all.</summary>
    /// <param name="why">Why not.</param>
    public void Skip(string why)
    {
        lock (_gate)
        {
            IsDone = true;
            _note = why;
        }
    }

    /// <summary>It could not be judged: the plugin's declarations, or the harness, threw.</summary>
    public void Break(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Take(new Judgement(Verdict.HarnessError, $"it could not be judged: {error.GetType().Name}: {error.Message}{Clean.Where(error)}"));
    }

    // Summed up as it goes: there are thousands of cases and a dozen faults.
    void Count(Verdict verdict)
    {
        foreach (var fault in FaultNames)
        {
            var i = _tallies.FindIndex(tally => tally.Fault == fault);
            var tally = i < 0 ? new FaultTally(fault, 0, 0, 0) : _tallies[i];
            tally = tally with
            {
                Cases = tally.Cases + 1, Unsupported = tally.Unsupported + (verdict == Verdict.Unsupported ? 1 : 0),
                Failed = tally.Failed + (verdict is Verdict.Fail or Verdict.Flaky or Verdict.HarnessError ? 1 : 0),
                Example = tally.Example ?? (verdict == Verdict.Pass ? Example : null),
            };
            if (i < 0)
            {
                _tallies.Add(tally);
            }
            else
            {
                _tallies[i] = tally;
            }
        }
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
            Count(judgement.Verdict);
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
                    _failures.Add(Failure(judgement) with { EndsProcess = _death is not null });
                    return false;
            }
        }
    }
}
