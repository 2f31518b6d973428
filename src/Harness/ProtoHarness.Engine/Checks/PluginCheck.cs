using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Checks;

/// <summary>Checks a plugin: every codec law on every frame, every session law on every conversation.</summary>
public sealed class PluginCheck
{
    /// <summary>Parts that may block their threads before the rest is not judged: by then it is one bug seen again and again, for <see cref="CheckOptions.Blocked"/> each time.</summary>
    const int MostBlocked = 4;

    readonly PluginDefinition _plugin;
    readonly CheckOptions _options;
    readonly TimeProvider _time;
    readonly ParameterValues _values;
    List<CheckPart> _parts = [];
    List<CheckPart> _before = [];
    bool _finished;
    TimeSpan _elapsed;

    /// <summary>A check of one plugin.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="options">How it is checked.</param>
    /// <param name="time">Measures how long the check takes; null: the machine's clock.</param>
    /// <exception cref="FormatException">A value of <see cref="CheckOptions.Set"/> is wrong; the message says what may be written.</exception>
    public PluginCheck(PluginDefinition plugin, CheckOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(options);
        _plugin = plugin;
        _options = options;
        _time = time ?? TimeProvider.System;
        _values = ParameterValues.Defaults;
        foreach (var (name, value) in options.Set)
        {
            var option = plugin.Options.FirstOrDefault(o => o.Name == name)
                ?? throw new FormatException($"'{plugin.Id}' has no option '{name}'{NearestWord.Hint(name, plugin.Options.Select(o => o.Name))}");
            _values = _values.With(option, value);
        }
    }

    /// <summary>The plugin's id.</summary>
    public string Plugin => _plugin.Id;

    /// <summary>How it is checked.</summary>
    internal CheckOptions Options => _options;

    /// <summary>What is left to be judged over sockets once <see cref="RunInMemory"/> has ended; what is broken in memory needs no second witness, least of all one that may wait for each session as long as it may take.</summary>
    internal IReadOnlyList<SessionPart> OnSockets { get; private set; } = [];

    /// <summary>Runs the check on threads of its own; the calling thread waits.</summary>
    /// <param name="progress">Told how far it is; null: nobody.</param>
    /// <param name="cancellationToken">Ends it with what is known so far.</param>
    /// <returns>What it came to.</returns>
    public CheckResult Run(IProgress<CheckProgress>? progress, CancellationToken cancellationToken) =>
        new PluginChecks([this], _time).Run((_, at) => progress?.Report(at), cancellationToken)[0];

    /// <summary>Judges what needs no sockets.</summary>
    /// <param name="report">Told how far it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal void RunInMemory(Action<CheckProgress> report, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();

        // The sessions without faults come first: they show what is on the wire, and whether the others mean anything.
        var baselines = Variants().Select(variant => new BaselinePart(variant.Conversation, variant.Values, Spec(variant.Conversation, variant.Values)) { IsCombined = variant.IsCombined }).ToList();
        Isolate(baselines);
        var finished = RunBaselines(baselines, part => report(new CheckProgress(_plugin.Id, 0, 0, 0, 0, part?.Subject ?? "")), cancellationToken);
        var conversations = Plans(baselines);
        _parts = Mine([.. _options.Profile is null ? CodecParts(conversations) : [], .. SessionParts(conversations)]);
        var rehearsals = _parts.OfType<SessionPart>().Select(part => part.Rehearse()).OfType<RehearsalPart>().ToList();
        Isolate([.. _parts, .. rehearsals]);
        _before = [.. baselines, .. rehearsals];

        // The many short ones last, so that no thread is left with a long one when the others are done.
        var simulated = _parts.Where(part => !part.UsesSockets).OrderBy(part => part is CodecPart).ToList();
        var workers = new Workers(_options.Jobs, _options.Blocked, _time) { MostBlocked = MostBlocked };
        _finished = finished && workers.Run(simulated, part => report(Progress(part)), cancellationToken);
        var broken = simulated.OfType<SessionPart>().Where(part => part.Outcome.Verdict == Verdict.Fail).Select(part => (part.Law.Id, part.Conversation)).ToHashSet();
        var whole = _parts.OfType<SessionPart>().Where(part => part.UsesSockets && !broken.Contains((part.Law.Id, part.Conversation))).ToList();
        _finished = _finished && workers.Run([.. whole.Select(part => part.Rehearsal).OfType<RehearsalPart>()], part => report(Progress(part)), cancellationToken);
        OnSockets = _finished ? [.. whole.Where(part => part.Rehearsal is null or { HasFailed: false })] : [];
        _elapsed = _time.GetElapsedTime(start);
    }

    /// <summary>Runs each conversation with the values that it has by itself, then with the others; not where the first have blocked their thread or ended the process, as the others would.</summary>
    bool RunBaselines(List<BaselinePart> baselines, Action<CheckPart?> report, CancellationToken cancellationToken)
    {
        var workers = new Workers(_options.Jobs, _options.Blocked, _time);
        var firsts = baselines.DistinctBy(part => part.Conversation).ToList();
        if (!workers.Run(firsts, report, cancellationToken))
        {
            return false;
        }

        var lost = firsts.Where(part => part.Abandoned || part.HasDied).Select(part => part.Conversation).ToHashSet();
        return workers.Run([.. baselines.Except(firsts).Where(part => !lost.Contains(part.Conversation))], report, cancellationToken);
    }

    /// <summary>How far it is.</summary>
    /// <param name="part">What is being judged; null: nothing.</param>
    internal CheckProgress Progress(CheckPart? part) => Progress(_parts, part);

    /// <summary>Says what it came to, and makes findings of what failed.</summary>
    /// <param name="onSockets">Whether all was judged over sockets, and how long that took.</param>
    /// <param name="report">Told how far it is.</param>
    /// <param name="cancellationToken">Stops.</param>
    internal CheckResult Finish((bool Finished, TimeSpan Elapsed) onSockets, Action<CheckProgress> report, CancellationToken cancellationToken)
    {
        var start = _time.GetTimestamp();
        var rows = WithFindings(Rows(_parts, _before), report, cancellationToken);
        return new CheckResult(_plugin.Id, _options.Seed, rows, _finished && onSockets.Finished, _elapsed + onSockets.Elapsed + _time.GetElapsedTime(start));
    }

    void Isolate(IEnumerable<CheckPart> parts)
    {
        foreach (var part in parts)
        {
            part.Isolate($"{_plugin.Id}, seed {_options.Seed}", _options.Journal, _options.Deaths);
        }
    }

    /// <summary>Makes findings of the failures. What is left of <see cref="CheckOptions.Time"/> does not matter here: it is a few seconds for each law at most.</summary>
    List<CheckRow> WithFindings(List<CheckRow> rows, Action<CheckProgress> report, CancellationToken cancellationToken)
    {
        if (_options.Findings is not { } options)
        {
            return rows;
        }

        var subject = new CodecSubject(_plugin, _values);
        var made = rows.SelectMany(row => row.Failures.Select(failure => new MakingPart(row.Law, failure, subject, options with { Time = options.Time / row.Failures.Count, Blocked = _options.Blocked }))).ToList();
        Isolate(made);
        foreach (var (parts, jobs) in new[] { (made.Where(part => !part.UsesSockets), _options.Jobs), (made.Where(part => part.UsesSockets), 1) })
        {
            List<CheckPart> list = [.. parts];
            new Workers(jobs, _options.Blocked, _time).Run(list, part => report(Progress(list, part)), cancellationToken);
        }

        return [.. rows.Select(row => row.With([.. row.Failures.Select(failure => made.First(part => part.Law == row.Law && ReferenceEquals(part.Original, failure)).Failed)]))];
    }

    static CheckProgress Progress(IReadOnlyList<CheckPart> parts, CheckPart? part) => new(
        parts.Count > 0 && part is not null ? part.Law.Id : "", parts.Count(p => p.IsDone), parts.Count, parts.Sum(p => (long)p.Cases), parts.Sum(p => p.Outcome.Failures.Count), part is null ? "" : $"{part.Law.Id}, {part.Subject}");

    static ReadOnlyMemory<byte>[] FramesOn(DirectionRecord record, FrameCodec codec) =>
        [.. WireMap.Frames(codec, record.Written).Select(frame => record.Written.Slice((int)frame.Start, (int)frame.Length))];

    SessionSpec Spec(Conversation conversation, ParameterValues values) => new()
    {
        Plugin = _plugin,
        Conversation = conversation,
        Values = values,
        Seed = _options.Seed.Derive($"conversation/{conversation.Name}"),
        Limits = _options.Limits,
        KeepBytes = true,
    };

    /// <summary>The default values first, then each sample of each option and parameter, one at a time, then the largest numbers together.</summary>
    IEnumerable<(Conversation Conversation, ParameterValues Values, bool IsCombined)> Variants()
    {
        foreach (var conversation in _plugin.Conversations)
        {
            yield return (conversation, _values, false);
            var set = _options.Set.Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var parameter in _plugin.Options.Where(option => !set.Contains(option.Name)).Concat(conversation.Parameters))
            {
                foreach (var sample in parameter.Samples.Where(sample => sample != parameter.DefaultText))
                {
                    yield return (conversation, _values.With(parameter, sample), false);
                }
            }

            foreach (var values in LargestValues.Of(conversation, _values))
            {
                yield return (conversation, values, true);
            }
        }
    }

    List<ConversationPlan> Plans(IReadOnlyList<BaselinePart> baselines)
    {
        const double EffortOfVariant = 0.15;
        return [.. baselines.Where(part => part.Result is not null).GroupBy(part => part.Conversation.Name, StringComparer.Ordinal).Select(group =>
            new ConversationPlan(group.Key, [.. group.Select((part, i) => (
                new SessionPlan(part.Result!, _options.Seed.Derive($"plan/{group.Key}/{i}"), _options.Effort * (i == 0 ? 1 : EffortOfVariant)) { IsFirst = i == 0 && group.Key == _plugin.Conversations[0].Name, IsCombined = part.IsCombined },
                part.Outcome.Failures.FirstOrDefault()?.Judgement.Message))])
            {
                Over = _plugin.Kind == ConnectionKind.Stream ? _options.Sockets : null,
            })];
    }

    IEnumerable<CheckPart> CodecParts(IReadOnlyList<ConversationPlan> conversations)
    {
        const int Frames = 128;
        const int MaxSeen = 32;
        foreach (var codec in _plugin.Frames)
        {
            var seen = conversations.SelectMany(conversation => conversation.Plans).SelectMany(pair =>
            {
                var baseline = pair.Plan.Baseline;
                var wire = Wire(baseline.Spec.Values);
                return baseline.Directions
                    .Where(record => ReferenceEquals(wire?.Codec(record.Direction), codec))
                    .SelectMany(record => FramesOn(record, codec));
            }).Take(MaxSeen).Select(frame => frame.ToArray()).ToList();
            var cases = new CodecCases(codec, _options.Seed, Math.Max(1, (int)(Frames * _options.Effort)), seen);
            foreach (var law in CodecLaws.All)
            {
                yield return new CodecPart(law, cases);
            }
        }
    }

    /// <summary>What the directions are made of. Where the plugin throws instead, no frames are known, and the laws that ask will say so.</summary>
    WireFormat? Wire(ParameterValues values)
    {
        try
        {
            return _plugin.Wire?.Invoke(values);
        }
        catch (Exception)
        {
            return null;
        }
    }

    IEnumerable<CheckPart> SessionParts(IReadOnlyList<ConversationPlan> conversations)
    {
        if (_options.Profile is { } profile)
        {
            var law = ProfiledLaw.Of(profile);
            return law.AppliesTo(_plugin.Kind) ? conversations.Select(conversation => new SessionPart(law, conversation, PartPlace.Memory)) : [];
        }

        return LawParts(conversations);
    }

    IEnumerable<CheckPart> LawParts(IReadOnlyList<ConversationPlan> conversations)
    {
        foreach (var conversation in conversations)
        {
            foreach (var law in SessionLaws.All.Where(law => law.AppliesTo(_plugin.Kind)))
            {
                if (law is not ParityLaw)
                {
                    yield return new SessionPart(law, conversation, PartPlace.Memory);
                }

                if (_options.OverTcp && law is CompletesLaw or BenignLaw and not SplitLaw or HostileLaw or TruncationLaw or DatagramLaw or CrowdLaw or ParityLaw)
                {
                    yield return new SessionPart(law, conversation, PartPlace.Sockets);
                }

                if (_options.OverTcp && law is CrowdLaw)
                {
                    yield return new SessionPart(law, conversation, PartPlace.FullMachine);
                }
            }
        }
    }

    List<CheckPart> Mine(List<CheckPart> parts)
    {
        var filtered = parts.Where(part => $"{_plugin.Id}/{part.Law.Id}".StartsWith(_options.Filter, StringComparison.Ordinal)
            || part.Law.Id.StartsWith(_options.Filter, StringComparison.Ordinal)).ToList();
        return [.. filtered.Where((_, i) => i % _options.Shard.Count == _options.Shard.Index - 1)];
    }

    /// <param name="parts">What is judged.</param>
    /// <param name="before">What was run before, which tells nothing when nothing is wrong with it.</param>
    List<CheckRow> Rows(IReadOnlyList<CheckPart> parts, IReadOnlyList<CheckPart> before)
    {
        var rows = new List<CheckRow>();
        foreach (var law in CodecLaws.All.Select(law => law.Law).Concat(SessionLaws.All.Select(law => law.Law)))
        {
            var mine = parts.Where(part => part.Law.Id == law.Id).Concat(before.Where(part => part.Law.Id == law.Id && (part.Abandoned || part.HasDied || part.Outcome.Verdict == Verdict.HarnessError))).ToList();
            if (mine.Count == 0)
            {
                continue;
            }

            var outcomes = mine.Select(part => part.Outcome).ToList();
            var worst = outcomes.Max(outcome => outcome.Verdict == Verdict.Unsupported ? Verdict.Pass : outcome.Verdict);
            var verdict = outcomes.TrueForAll(outcome => outcome.Verdict == Verdict.Unsupported) ? Verdict.Unsupported : worst;
            var note = verdict is Verdict.Unsupported or Verdict.NonStrict or Verdict.Flaky ? outcomes.First(outcome => outcome.Verdict == verdict).Note : "";
            rows.Add(new CheckRow(_plugin.Id, law, verdict, mine.Sum(part => part.Cases), mine.Sum(part => part.Unsupported), note, [.. outcomes.SelectMany(outcome => outcome.Failures)])
            {
                Faults = FaultTally.Sum(mine.SelectMany(part => part.Faults)),
            });
        }

        return rows;
    }
}
