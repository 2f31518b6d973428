namespace ProtoHarness.Engine.Scenarios;

/// <summary>Finds out what a script says, without a plugin. Every mistake is reported.</summary>
public static class ScenarioReader
{
    /// <summary>Reads what a script says.</summary>
    /// <param name="file">The script's file, for errors and for the paths of includes.</param>
    /// <param name="script">The script.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="files">Gives included files.</param>
    /// <returns>What it says; complete only when there are no errors.</returns>
    public static Scenario Read(string file, Script script, ScriptErrors errors, ScriptLimits? limits = null, IScriptFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        var reading = new ScriptReading(file, errors, limits ?? new ScriptLimits(), files ?? ScriptFiles.Instance);
        return reading.Read(script);
    }

    /// <summary>Reads a script's text.</summary>
    /// <param name="file">The file's name, for errors and for the paths of includes.</param>
    /// <param name="text">The text.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <param name="limits">How large it may be and what it may ask for.</param>
    /// <param name="files">Gives included files.</param>
    /// <returns>What it says; complete only when there are no errors.</returns>
    public static Scenario ReadText(string file, string text, ScriptErrors errors, ScriptLimits? limits = null, IScriptFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= new ScriptLimits();
        var script = ScriptParser.Parse(file, text, errors, limits);

        // Of a file that is too large to be read, nothing more can be said.
        return script.Statements.Count == 0 && !errors.IsEmpty ? new Scenario { File = file } : Read(file, script, errors, limits, files);
    }

    /// <summary>Reads a script from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="errors">Takes the mistakes; one that cannot be read is one.</param>
    /// <param name="limits">How large it may be and what it may ask for.</param>
    /// <param name="files">Gives the file and included ones.</param>
    /// <returns>What it says; complete only when there are no errors.</returns>
    public static Scenario ReadFile(string path, ScriptErrors errors, ScriptLimits? limits = null, IScriptFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(errors);
        limits ??= new ScriptLimits();
        files ??= ScriptFiles.Instance;
        try
        {
            return ReadText(path, files.Read(path, limits), errors, limits, files);
        }
        catch (IOException e)
        {
            errors.Add(new SourcePosition(path, 0, 0, 0), e.Message);
            return new Scenario { File = path };
        }
    }
}
