using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Checks the steps of a scenario and decides how they are run: as one conversation of the plugin, or by the script itself.</summary>
sealed class StepBinding(Scenario scenario, PluginDefinition plugin, ScriptErrors errors, ValueBinder values, ParameterValues options)
{
    /// <summary>Faults that work on reads or on the whole connection cannot sit on one frame.</summary>
    static readonly string[] NotOnOneFrame = ["slow-reader", "slow-writer", "read-error", "write-error", "reset-on-close"];

    const string Unknown = "is possible in memory only: on sockets nobody knows which bytes have passed already";

    readonly Dictionary<TalkStep, (Conversation Conversation, ParameterValues Values)> _talks = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Statement, FrameChoice> _frames = new(ReferenceEqualityComparer.Instance);
    readonly SortedSet<string> _clients = new(StringComparer.Ordinal);
    readonly SortedSet<string> _captures = new(StringComparer.Ordinal);
    readonly WireFormat? _wire = Wire(plugin, options);
    bool _watchesServer;

    bool IsProgram => scenario.Server.Kind == ServerKind.Program;

    public BoundScenario Bind(SessionSpec spec)
    {
        var leading = scenario.Steps.TakeWhile(step => step is FaultStep { Rules.Count: > 0 } or OpenStep).ToList();
        var rest = scenario.Steps.Skip(leading.Count).ToList();
        Clients(scenario.Steps);
        Steps(scenario.Steps);
        if (_clients.Count == 1)
        {
            // One client: what sits on its connections sits on all.
            spec = spec with { Faults = [.. leading.OfType<FaultStep>().SelectMany(step => step.Rules)] };
        }
        else
        {
            spec = spec with { Faults = [.. leading.OfType<FaultStep>().TakeWhile(step => string.IsNullOrEmpty(step.Client.Text)).SelectMany(step => step.Rules)] };
            rest = [.. leading.Where(step => step is OpenStep), .. leading.OfType<FaultStep>().SkipWhile(step => string.IsNullOrEmpty(step.Client.Text)), .. rest];
        }

        foreach (var step in Flat(rest).OfType<FaultStep>())
        {
            Late(step);
        }

        Expectations();
        var bound = new BoundScenario { Scenario = scenario, Plugin = plugin, Options = options, Spec = spec };
        if (!errors.IsEmpty)
        {
            return bound;
        }

        var service = Service();
        if (IsProgram)
        {
            spec = spec with { Transport = TransportKind.Tcp, Program = new ProgramSpec(scenario.Server.Argument.Text) };
            bound = bound with { Spec = spec };
        }

        if (rest is [TalkStep talk] && scenario.Server.Kind != ServerKind.Script)
        {
            var (conversation, all) = _talks[talk];
            return bound with
            {
                Spec = spec with { Conversation = conversation with { Service = service ?? conversation.Service }, Values = all, Clients = scenario.Clients },
            };
        }

        var plan = new ScriptPlan
        {
            Steps = rest, Talks = _talks, Frames = _frames, Clients = scenario.Clients, HasSeveralClients = _clients.Count > 1,
            Refused = [.. scenario.Expectations.Where(e => e.Value.Text == "refused").SelectMany(e => e.Subject.Text == "outcome" ? _clients : (IEnumerable<string>)[e.Subject.Text])],
        };
        return bound with { Plan = plan, Service = service, IsScripted = true, WatchesServer = _watchesServer };
    }

    static WireFormat? Wire(PluginDefinition plugin, ParameterValues options)
    {
        return plugin.Wire?.Invoke(options);
    }

    static IEnumerable<Step> Flat(IEnumerable<Step> steps) => steps.SelectMany(step => step switch
    {
        BlockStep block => Flat(block.Body),
        RepeatStep repeat => Flat(repeat.Body),
        ParStep par => par.Branches.SelectMany(Flat),
        _ => [step],
    });

    void Clients(IEnumerable<Step> steps)
    {
        foreach (var step in Flat(steps))
        {
            var end = step switch
            {
                OpenStep open => open.End,
                TalkStep talk => talk.End,
                SendStep send => send.End,
                ReceiveStep receive => receive.End,
                CloseStep close => close.End,
                CaptureStep capture => capture.End,
                _ => default,
            };
            if (end.Text is null or EndName.Server)
            {
                continue;
            }

            if (step is OpenStep)
            {
                if (!_clients.Add(end.Text))
                {
                    errors.Add(end.Position, $"the client '{end}' is opened twice");
                }
            }
            else if (!_clients.Contains(end.Text))
            {
                // C needs no line of its own; a second client does, so that a mistyped name is found.
                if (end.Text == "C")
                {
                    _clients.Add(end.Text);
                }
                else
                {
                    errors.Add(end.Position, $"there is no client '{end}'{NearestWord.Hint(end.Text, _clients)}; write 'open {end}' above");
                    _clients.Add(end.Text);
                }
            }
        }

        if (_clients.Count == 0)
        {
            _clients.Add("C");
        }
    }

    void Steps(IEnumerable<Step> steps)
    {
        foreach (var step in Flat(steps))
        {
            switch (step)
            {
                case TalkStep talk:
                    Talk(talk);
                    break;
                case SendStep send:
                    Send(send);
                    break;
                case ReceiveStep receive:
                    Receive(receive);
                    break;
                case CaptureStep capture:
                    _captures.Add(capture.Name.Text);
                    break;
                case FaultStep { Rules: var rules } when rules.FirstOrDefault(rule => !rule.Fault.Kind.FitsOn(plugin.Kind)) is { } misfit:
                    errors.Add(step.Source.Position, $"'{misfit.Fault.Kind.Name}' cannot sit on {(plugin.Kind == ConnectionKind.Datagram ? "datagrams" : "a stream")}, which is what '{plugin.Id}' speaks");
                    break;
                case FaultStep fault when fault.Client.Text is { Length: > 0 } client && !_clients.Contains(client):
                    errors.Add(fault.Client.Position, $"there is no client '{client}'{NearestWord.Hint(client, _clients)}");
                    break;
            }
        }
    }

    void Talk(TalkStep step)
    {
        var conversation = plugin.Conversations.FirstOrDefault(known => known.Name == step.Conversation.Text);
        if (conversation is null)
        {
            if (step.Conversation.Text.Length > 0)
            {
                errors.Add(step.Conversation.Position, $"'{step.Conversation}' is no conversation of '{plugin.Id}'{NearestWord.Hint(step.Conversation.Text, plugin.Conversations.Select(c => c.Name))}");
            }

            return;
        }

        _talks[step] = (conversation, values.Bind(options, conversation.Parameters, step.Parameters, $"parameter of '{conversation.Name}'"));
    }

    void Send(SendStep step)
    {
        var isServer = step.End.Text == EndName.Server;
        if (isServer && scenario.Server.Kind != ServerKind.Script)
        {
            errors.Add(step.End.Position, $"S is {(IsProgram ? "a foreign program" : "the plugin's server")}; write 'server script' at the top to play it by hand");
        }

        if (step.Message.Kind == MessageKind.Frame)
        {
            Frame(step.Source, step.Message, isServer ? _wire?.ToClient : _wire?.ToServer);
        }
        else if (plugin.Kind == ConnectionKind.Datagram && step.Message.Bytes.Count > RoleDatagrams.Largest)
        {
            errors.Add(step.Source.Position, $"{step.Message.Bytes.Count} bytes are more than a datagram can carry, {RoleDatagrams.Largest}");
        }

        foreach (var fault in step.Faults)
        {
            if (fault.Kind.Scope != FaultScope.Bytes || NotOnOneFrame.Contains(fault.Kind.Name))
            {
                errors.Add(step.Source.Position, $"'{fault.Kind.Name}' cannot sit on one frame; write it on a 'fault' line");
            }
        }

        if (step.Faults.Count > 0)
        {
            MemoryOnly(step, $"a fault on one frame {Unknown}");
        }
    }

    void Receive(ReceiveStep step)
    {
        var isServer = step.End.Text == EndName.Server;
        if (isServer && IsProgram)
        {
            errors.Add(step.End.Position, "S is a foreign program, and nobody sees what it reads; look at what C gets back");
        }

        _watchesServer |= isServer && scenario.Server.Kind == ServerKind.Plugin;
        if (step.Message.Kind == MessageKind.Frame)
        {
            Frame(step.Source, step.Message, isServer ? _wire?.ToServer : _wire?.ToClient);
        }
    }

    void Frame(Statement line, MessagePattern message, FrameCodec? codec)
    {
        IReadOnlyList<FrameCodec> codecs = codec is null ? plugin.Frames : [codec];
        if (FrameChoice.Find(codecs, message.Name.Text) is not { } choice)
        {
            if (message.Name.Text.Length > 0)
            {
                errors.Add(message.Name.Position, $"'{message.Name}' is no frame of '{plugin.Id}'{NearestWord.Hint(message.Name.Text, FrameChoice.Words(codecs))}");
            }

            return;
        }

        if (choice.Codec.Schema.Fields.Count == 0)
        {
            errors.Add(message.Name.Position, $"'{message.Name}' does not describe its fields and cannot be written by hand; write 'raw' and bytes");
            return;
        }

        _frames[line] = choice;
        foreach (var setting in message.Fields)
        {
            Captured(setting);
        }

        // Tried out on the simplest frame, with the fields whose values are known before the run.
        var known = message.Fields.Where(setting => setting.IsQuoted || !Substitution.Names(setting.Text).Any());
        if (FrameFields.Fill(new FrameTreeBuilder(choice.Codec.Schema), choice, known, new SortedDictionary<string, string>()) is var (wrong, error))
        {
            var at = error.IsInPath ? wrong.Position with { Length = wrong.Name.Length } : wrong.ValuePosition;
            var shift = Math.Min(error.Position, Math.Max(0, at.Length - 1));
            errors.Add(at with { Column = at.Column + shift, Length = Math.Max(1, at.Length - shift) }, error.ToString());
        }
    }

    void Captured(Setting setting)
    {
        foreach (var name in setting.IsQuoted ? [] : Substitution.Names(setting.Text))
        {
            if (!_captures.Contains(name))
            {
                errors.Add(setting.ValuePosition, $"nothing was captured as '${name}' above{NearestWord.Hint(name, _captures)}");
            }
        }
    }

    void Late(FaultStep step)
    {
        MemoryOnly(step, scenario.Steps.TakeWhile(before => !ReferenceEquals(before, step)).All(before => before is FaultStep or OpenStep)
            ? $"a fault on the connections of one client among several, '{step.Client}', is possible in memory only: on sockets write '*' or '*#N'"
            : $"a fault behind the first step {Unknown}");
        foreach (var rule in step.Rules.Where(rule => rule.Fault.Kind.Name == "cancel"))
        {
            errors.Add(step.Source.Position, "'cancel' counts from the start of the session: write it before the first step");
        }
    }

    void MemoryOnly(Step step, string why)
    {
        if (scenario.Transport != TransportKind.Memory || IsProgram)
        {
            errors.Add(step.Source.Position, why);
        }
    }

    void Expectations()
    {
        foreach (var expectation in scenario.Expectations.Where(e => !e.IsNever && EndName.IsClient(e.Subject.Text) && !_clients.Contains(e.Subject.Text)))
        {
            errors.Add(expectation.Subject.Position, $"there is no client '{expectation.Subject}'{NearestWord.Hint(expectation.Subject.Text, _clients)}");
        }
    }

    /// <summary>The service of the script: the one that it names, or the one that its conversations want; null for the plugin's default.</summary>
    string? Service()
    {
        if (scenario.Server.Kind == ServerKind.Plugin && scenario.Server.Argument.Text is { Length: > 0 } named)
        {
            if (plugin.Services.Any(service => service.Name == named))
            {
                return named;
            }

            errors.Add(scenario.Server.Argument.Position, $"'{named}' is no service of '{plugin.Id}'{NearestWord.Hint(named, [.. plugin.Services.Select(s => s.Name), "script", "exec"])}");
        }

        if (IsProgram && plugin.Kind == ConnectionKind.Datagram)
        {
            errors.Add(scenario.Server.Argument.Position, $"a foreign program is reached over tcp, and '{plugin.Id}' carries datagrams");
        }

        if (IsProgram && !scenario.Server.Argument.Text.Contains(ProgramSpec.Port, StringComparison.Ordinal))
        {
            errors.Add(scenario.Server.Argument.Position, "the command line does not say where the port goes; write {port} there");
        }

        var wanted = _talks.Values.Select(talk => talk.Conversation.Service).Where(service => service is not null).Distinct().ToList();
        if (wanted.Count > 1)
        {
            errors.Add(scenario.Plugin.Position, $"the conversations want several services ({string.Join(", ", wanted)}); a script has one server");
        }

        return wanted.FirstOrDefault();
    }
}
