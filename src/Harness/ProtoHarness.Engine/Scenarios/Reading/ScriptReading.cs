namespace ProtoHarness.Engine.Scenarios;

/// <summary>One reading of one script: takes each line to the part of the scenario that it is about.</summary>
sealed class ScriptReading(string file, ScriptErrors errors, ScriptLimits limits, IScriptFiles files)
{
    readonly Dictionary<string, SourcePosition> _given = new(StringComparer.Ordinal);
    readonly SettingReader _settings = new(file, limits);
    readonly StepReader _steps = new(file, errors, limits, files, new ReadingBudget(limits, errors));

    public Scenario Read(Script script)
    {
        var steps = new List<Step>();
        var first = true;
        foreach (var statement in script.Statements)
        {
            _settings.Comment(statement, errors);
            if (statement.IsTrivia)
            {
                continue;
            }

            if (first && statement.Head != "phs")
            {
                errors.Add(statement.Position, $"a script begins with the line 'phs {Script.Version}'");
            }

            first = false;
            if (errors.IsFull)
            {
                break;
            }

            Statement(statement, steps);
        }

        if (first)
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), $"the script is empty; it begins with the line 'phs {Script.Version}'");
        }

        _steps.CheckWeight(steps);
        return _settings.Finish(steps, errors);
    }

    void Statement(Statement statement, List<Step> steps)
    {
        var verb = VerbCatalog.Find(statement.Head);
        if (verb is null || verb.Group == VerbGroup.Step)
        {
            steps.AddRange(_steps.Read(statement));
            return;
        }

        if (statement.Body is not null)
        {
            errors.Add(statement.Position, $"'{verb.Name}' has no block");
        }

        if (!verb.IsRepeatable)
        {
            if (_given.TryGetValue(verb.Name, out var earlier))
            {
                errors.Add(statement.Position, $"'{verb.Name}' is given twice; it stands in line {earlier.Line} already");
            }

            _given.TryAdd(verb.Name, statement.Position);
        }

        if (verb.Group != VerbGroup.Expectation && steps.Count > 0)
        {
            errors.Add(statement.Position, $"'{verb.Name}' is a setting of the whole script: write it before the first step, in line {steps[0].Source.Position.Line}");
        }

        var reader = new ArgumentReader(statement, errors);
        _settings.Read(verb, reader);
        reader.Done(verb.Syntax);
    }
}
