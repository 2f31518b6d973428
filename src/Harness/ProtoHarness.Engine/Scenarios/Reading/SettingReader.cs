using System.Globalization;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads the lines that are no steps: settings, the header of a finding, expectations.</summary>
sealed class SettingReader(string file, ScriptLimits limits)
{
    static readonly string[] Outcomes = ["completed", "refused"];

    readonly List<Requirement> _requirements = [];
    readonly List<Expectation> _expectations = [];
    readonly List<Setting> _limits = [];
    readonly List<string> _input = [];
    readonly HeaderReader _header = new();
    List<int>? _schedule;
    Scenario _scenario = new() { File = file };

    /// <summary>A tag in a comment: <c># req: SMUX-3.2 MUST</c>.</summary>
    public void Comment(Statement statement, ScriptErrors errors)
    {
        if (statement.Comment?.Trim() is not { } comment || !comment.StartsWith("req:", StringComparison.Ordinal))
        {
            return;
        }

        var words = comment["req:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var clause, var word] && Enum.TryParse<RequirementLevel>(word, ignoreCase: true, out var level) && word == word.ToUpperInvariant() && !char.IsAsciiDigit(word[0]))
        {
            _requirements.Add(new Requirement(clause, level));
        }
        else
        {
            errors.Add(statement.Position, "a requirement is written '# req: CLAUSE MUST', with MUST, SHOULD or MAY");
        }
    }

    public void Read(Verb verb, ArgumentReader reader)
    {
        switch (verb.Name)
        {
            case "phs":
                if (reader.Peek is { } version && reader.Value("a version").Text != Script.Version.ToString(CultureInfo.InvariantCulture))
                {
                    reader.Error(version.Position, $"this ProtoHarness reads scripts of version {Script.Version}");
                }
                else if (reader.Statement.Arguments.Count == 0)
                {
                    reader.Missing($"the version of the language: {Script.Version}");
                }

                break;
            case "title":
                _scenario = _scenario with { Title = reader.Value("a title in quotes").Text };
                break;
            case "use":
                _scenario = _scenario with { Plugin = reader.Value("the name of a plugin"), Options = reader.Pairs() };
                break;
            case "on":
                if (reader.Choice("transport", TransportKinds.Names) is { Text.Length: > 0 } on)
                {
                    _scenario = _scenario with { Transport = TransportKinds.Parse(on.Text) };
                }

                break;
            case "seed":
                Seed(reader);
                break;
            case "seeds":
                _scenario = _scenario with { Seeds = (int)reader.Number("number of seeds", 1, limits.MaxRepeat, "script.repeat") };
                break;
            case "clients":
                _scenario = _scenario with { Clients = (int)reader.Number("number of clients", 1, limits.MaxClients, "script.clients") };
                break;
            case "limits":
                if (reader.Peek is not Pair)
                {
                    reader.Missing("NAME=VALUE");
                }

                _limits.AddRange(reader.Pairs());
                break;
            case "schedule":
                Schedule(reader);
                break;
            case "server":
                Server(reader);
                break;
            case "frame":
                _scenario = _scenario with { Frame = reader.Value("the name of a frame") };
                break;
            case "input":
                _input.Add(Convert.ToHexStringLower(reader.Bytes("input")));
                break;
            case "expect" or "never":
                Expectation(reader, verb.Name == "never");
                break;
            default:
                _header.Read(verb, reader);
                break;
        }
    }

    public Scenario Finish(List<Step> steps, ScriptErrors errors)
    {
        if (_scenario.Plugin.Text is null or "")
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), "the script names no plugin; write 'use PLUGIN' below the first line");
        }

        if (!_scenario.IsCodecCase && steps.Count == 0)
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), "the script has no steps, such as 'C echo'");
        }

        return _scenario with
        {
            Requirements = [.. _requirements],
            Expectations = [.. _expectations],
            Limits = [.. _limits],
            Schedule = _schedule is null ? null : [.. _schedule],
            Input = string.Concat(_input),
            Steps = [.. steps],
            Finding = _header.Finish(errors),
        };
    }

    void Seed(ArgumentReader reader)
    {
        var value = reader.Value("a seed");
        if (Simulation.Seed.TryParse(value.Text, out var seed))
        {
            _scenario = _scenario with { Seed = seed };
        }
        else if (value.Text.Length > 0)
        {
            reader.Error(value.Position, $"'{value.Text}' is no seed: write a whole number from 0 to {ulong.MaxValue}");
        }
    }

    void Schedule(ArgumentReader reader)
    {
        if (reader.TryWord("explore"))
        {
            _scenario = _scenario with { ExploreSchedule = true };
            return;
        }

        _schedule ??= [];
        if (!reader.HasMore)
        {
            reader.Missing("'explore' or decisions such as 0*17 3 1");
        }

        foreach (var word in reader.Words())
        {
            if (!ScheduleText.TryRead(word.Text, _schedule))
            {
                reader.Error(word.Position, $"'{word.Text}' is no decision: write a whole number, or 0*17 for seventeen times 0; {ScheduleText.MaxDecisions} at most");
            }
        }
    }

    void Server(ArgumentReader reader)
    {
        var who = reader.Value("a service of the plugin, 'script' or 'exec'");
        _scenario = _scenario with
        {
            Server = who.Text switch
            {
                "script" => new ServerChoice(ServerKind.Script, default),
                "exec" => new ServerChoice(ServerKind.Program, reader.Value("a command line in quotes, with {port} in it")),
                _ => new ServerChoice(ServerKind.Plugin, who),
            },
        };
    }

    void Expectation(ArgumentReader reader, bool isNever)
    {
        string[] subjects = isNever ? ["deadlock", "leak", "crash", "corruption", "state"] : ["outcome", "state"];
        var subject = reader.Value($"one of {string.Join(", ", subjects)}{(isNever ? "" : ", or an end such as C")}");
        var value = default(Named);
        if (subject.Text == "state")
        {
            value = reader.Value("a state in quotes, such as \"session: open\"");
        }
        else if (!isNever && (subject.Text == "outcome" || EndName.Is(subject.Text)))
        {
            value = reader.Choice("outcome", Outcomes);
        }
        else if (subject.Text.Length > 0 && !subjects.Contains(subject.Text))
        {
            reader.Error(subject.Position, $"'{subject.Text}' cannot stand here{NearestWord.Hint(subject.Text, subjects)}");
        }

        _expectations.Add(new Expectation(subject, value, isNever) { Source = reader.Statement });
    }
}
