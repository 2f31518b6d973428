using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads steps.</summary>
sealed class StepReader(string file, ScriptErrors errors, ScriptLimits limits, IScriptFiles files, ReadingBudget budget, IReadOnlyList<string>? including = null)
{
    static readonly string[] Blocks = ["repeat", "each", "par"];

    readonly IReadOnlyList<string> _including = including ?? [file];

    /// <summary>The steps of one line: none when it is wrong.</summary>
    public IEnumerable<Step> Read(Statement statement)
    {
        if (statement.IsTrivia)
        {
            return [];
        }

        if (errors.IsFull || !budget.TakeStep(statement.Position))
        {
            return [];
        }

        var isBlock = Blocks.Contains(statement.Head);
        if (isBlock != statement.Body is not null)
        {
            errors.Add(statement.Position, isBlock ? $"'{statement.Head}' wants a block: '{{' at the end of the line" : $"'{statement.Head}' has no block");
        }

        var reader = new ArgumentReader(statement, errors);
        var step = One(statement, reader);
        if (step is null)
        {
            return [];
        }

        reader.Done(VerbCatalog.Find(statement.Head)?.Syntax);
        return [step];
    }

    /// <summary>Verifies that the repeats do not multiply beyond the limit.</summary>
    public void CheckWeight(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            if (Weight(step) > limits.MaxRepeat)
            {
                errors.Add(step.Source.Position, $"the repeats inside each other come to more than {limits.MaxRepeat} steps (script.repeat)");
            }
        }
    }

    static double Weight(Step step) => step switch
    {
        RepeatStep repeat => repeat.Count * Math.Max(1, repeat.Body.Sum(Weight)),
        BlockStep block => block.Body.Sum(Weight),
        ParStep par => par.Branches.Sum(branch => branch.Sum(Weight)),
        _ => 1,
    };

    Step? One(Statement statement, ArgumentReader reader)
    {
        switch (statement.Head)
        {
            case "open":
                return new OpenStep(Client(reader)) { Source = statement };
            case "fault":
                return Fault(statement, reader);
            case "wait":
                return new WaitStep(reader.Duration("time")) { Source = statement };
            case "capture":
                return Capture(statement, reader);
            case "repeat":
                return new RepeatStep((int)reader.Number("number of times", 1, limits.MaxRepeat, "script.repeat"), Body(statement.Body)) { Source = statement };
            case "par":
                return new ParStep([.. (statement.Body ?? []).Where(line => !line.IsTrivia).Select(line => Body([line]))]) { Source = statement };
            case "each":
                return Each(statement, reader);
            case "include":
                return Include(statement, reader);
            default:
                if (EndName.Is(statement.Head))
                {
                    return End(statement, reader);
                }

                Unknown(statement);
                return null;
        }
    }

    void Unknown(Statement statement)
    {
        errors.Add(statement.Position, VerbCatalog.Find(statement.Head) is { } verb
            ? $"'{verb.Name}' stands at the top of a script, not in a block or an included file"
            : $"'{statement.Head}' is no verb{NearestWord.Hint(statement.Head, VerbCatalog.Names)}");
    }

    Named Client(ArgumentReader reader)
    {
        var end = reader.Value("the name of a client, such as C");
        if (end.Text.Length > 0 && !EndName.IsClient(end.Text))
        {
            errors.Add(end.Position, end.Text == EndName.Server
                ? "S is the server; a client has another name, such as C"
                : $"'{end.Text}' is no name of a client: write a capital letter, then letters and digits");
        }

        return end;
    }

    static FaultStep Fault(Statement statement, ArgumentReader reader)
    {
        if (reader.TryWord("none"))
        {
            return new FaultStep(default, []) { Source = statement };
        }

        var (client, rules) = FaultReader.Rules(reader);
        return new FaultStep(client, rules) { Source = statement };
    }

    Step? Capture(Statement statement, ArgumentReader reader)
    {
        var name = reader.Value("a name");
        if (!reader.TryWord("="))
        {
            reader.Missing("'=', as in 'capture id = C.StreamId'");
            return null;
        }

        var field = reader.Value("a field such as C.StreamId");
        var dot = field.Text.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || !EndName.Is(field.Text[..dot]))
        {
            if (field.Text.Length > 0)
            {
                errors.Add(field.Position, $"'{field.Text}' is no field of a frame that an end received: write C.StreamId");
            }

            return null;
        }

        return new CaptureStep(name, new Named(field.Text[..dot], field.Position), new Named(field.Text[(dot + 1)..], field.Position)) { Source = statement };
    }

    Step? Each(Statement statement, ArgumentReader reader)
    {
        var name = reader.Value("a name");
        if (!reader.TryWord("in"))
        {
            reader.Missing("'in', as in 'each n in 1 2 3 {'");
            return null;
        }

        var values = reader.Words();
        if (values.Count == 0)
        {
            reader.Missing("at least one value");
        }

        var body = Substitution.WithoutTrivia(statement.Body ?? []);
        var steps = values
            .TakeWhile(value => !errors.IsFull && budget.TakeStep(value.Position))
            .SelectMany(value => Body(Substitution.Replace(body, name.Text, value)));
        return new BlockStep([.. steps]) { Source = statement };
    }

    Step? Include(Statement statement, ArgumentReader reader)
    {
        var path = reader.Value("a file in quotes");
        if (path.Text.Length == 0)
        {
            return null;
        }

        var name = files.Resolve(file, path.Text);
        if (_including.Contains(name) || _including.Count >= limits.MaxIncludes)
        {
            errors.Add(path.Position, _including.Contains(name)
                ? $"the file includes itself: {string.Join(" > ", _including.Append(name))}"
                : $"more than {limits.MaxIncludes} files include each other (script.includes)");
            return null;
        }

        try
        {
            var text = files.Read(name, limits);
            if (!budget.TakeText(path.Position, text.Length))
            {
                return null;
            }

            var script = ScriptParser.Parse(name, text, errors, limits);
            var inner = new StepReader(name, errors, limits, files, budget, [.. _including, name]);
            var lines = script.Statements.Where(line => !line.IsTrivia).ToList();
            if (lines.Count > 0 && lines[0].Head != "phs")
            {
                errors.Add(lines[0].Position, $"a script begins with the line 'phs {Script.Version}'");
            }

            var body = lines.SkipWhile(line => line.Head is "phs" or "title").SelectMany(inner.Read).ToList();
            return new BlockStep([.. body]) { Source = statement };
        }
        catch (IOException e)
        {
            errors.Add(path.Position, $"'{path.Text}' cannot be included: {e.Message}");
            return null;
        }
    }

    Sequence<Step> Body(Sequence<Statement>? lines) => [.. (lines ?? []).SelectMany(Read)];

    Step? End(Statement statement, ArgumentReader reader)
    {
        var end = new Named(statement.Head, statement.Position);
        if (reader.TryWord(">"))
        {
            var message = MessageReader.Read(reader, isSent: true);
            if (reader.Peek is Bar)
            {
                reader.Take();
                return new SendStep(end, message, FaultReader.Chain(reader)) { Source = statement };
            }

            return new SendStep(end, message, []) { Source = statement };
        }

        if (reader.TryWord("<"))
        {
            var message = MessageReader.Read(reader, isSent: false);
            var within = reader.TryWord("within") ? reader.Duration("time") : default(TimeSpan?);
            if (message.Kind == MessageKind.Nothing && within is null)
            {
                errors.Add(reader.End, "for how long? Write 'nothing within 50ms'");
            }

            return new ReceiveStep(end, message, within) { Source = statement };
        }

        if (reader.Peek is Word { Text: "close" } && statement.Arguments.Count == 1)
        {
            reader.Take();
            return new CloseStep(end) { Source = statement };
        }

        if (end.Text == EndName.Server)
        {
            errors.Add(statement.Position, "S is the server and holds no conversation: write 'S > FRAME' or 'S < FRAME', or 'server NAME' for a service");
            return null;
        }

        return new TalkStep(end, reader.Value("a conversation of the plugin, '>', '<' or 'close'"), reader.Pairs()) { Source = statement };
    }
}
