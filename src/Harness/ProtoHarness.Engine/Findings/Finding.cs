using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>
/// One self-contained reproduction of one broken law: a script (<c>.phs</c>) with a header. <see cref="Of(string, string, SessionResult, string)"/> makes it from a
/// session, <see cref="Parse"/> and <see cref="ToString"/> are each other's inverse, <see cref="FindingReplayer"/> runs it again.
/// </summary>
/// <param name="Script">The file, line by line.</param>
/// <param name="Scenario">What the file says.</param>
public sealed record Finding(Script Script, Scenario Scenario)
{
    /// <summary>The version of the header that this ProtoHarness writes; it reads this one and all earlier ones.</summary>
    public const int Version = 1;

    /// <summary>The law that was broken.</summary>
    public string Law => Header.Law.Text;

    /// <summary>How, in the words of the law.</summary>
    public string Message => Header.Message;

    /// <summary>The plugin's id.</summary>
    public string Plugin => Scenario.Plugin.Text;

    /// <summary>What was seen when it was found.</summary>
    public FindingHeader Header => Scenario.Finding!;

    /// <summary>The finding of a session.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="message">How it is broken.</param>
    /// <param name="result">The session. With <see cref="SessionSpec.KeepBytes"/> its bytes are written down too.</param>
    /// <param name="pluginHash">SHA-256 of the plugin's file, hexadecimal; empty when it has none.</param>
    /// <returns>The finding, not yet replayed.</returns>
    public static Finding Of(string law, string message, SessionResult result, string pluginHash = "") =>
        From(FindingWriter.Session(law, message, result, pluginHash));

    /// <summary>The finding of a session that never came back: there is no trace of it.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="message">How it is broken.</param>
    /// <param name="spec">The session.</param>
    /// <param name="pluginHash">SHA-256 of the plugin's file, hexadecimal; empty when it has none.</param>
    /// <returns>The finding, not replayed.</returns>
    public static Finding Of(string law, string message, SessionSpec spec, string pluginHash = "") => From(FindingWriter.Session(law, message, spec, pluginHash));

    /// <summary>The finding of a codec.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="message">How it is broken.</param>
    /// <param name="spec">Gives the plugin and its options; nothing else of it is used.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input on which it is broken.</param>
    /// <param name="pluginHash">SHA-256 of the plugin's file, hexadecimal; empty when it has none.</param>
    /// <returns>The finding, not yet replayed.</returns>
    public static Finding Of(string law, string message, CodecSubject spec, FrameCodec codec, ReadOnlyMemory<byte> input, string pluginHash = "") =>
        From(FindingWriter.Codec(law, message, spec, codec, input, pluginHash));

    /// <summary>The finding of a script that fails by what it expects.</summary>
    /// <param name="script">The script, with or without the header of an earlier finding.</param>
    /// <param name="message">How it fails.</param>
    /// <param name="result">The session.</param>
    /// <param name="pluginHash">SHA-256 of the plugin's file, hexadecimal; empty when it has none.</param>
    /// <returns>The finding, not yet replayed.</returns>
    public static Finding OfScript(Script script, string message, SessionResult result, string pluginHash = "") =>
        From(FindingWriter.OfScript(script, message, result, pluginHash));

    /// <summary>How long it is: the steps and words that a reader has to take in.</summary>
    public int Weight => FindingWriter.Body(Script).Sum(WeightOf) + (Scenario.Input.Length / 2);

    /// <summary>The name of its file: plugin, law and what it has in common with other findings of the same bug.</summary>
    public string FileName => $"{Plugin}-{Law.Replace('/', '-')}-{FindingKey.Of(this).Id}{Scenarios.Script.Extension}";

    /// <summary>Reads a finding.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ScriptException">It has mistakes, or is a script without the header of a finding.</exception>
    public static Finding Parse(string file, string text, ScriptLimits? limits = null)
    {
        var errors = new ScriptErrors(limits);
        var script = ScriptParser.Parse(file, text, errors, limits);
        return From(file, script, errors, limits);
    }

    /// <summary>Reads a finding from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>The finding.</returns>
    /// <exception cref="ScriptException">It cannot be read, has mistakes, or is a script without the header of a finding.</exception>
    public static Finding Load(string path, ScriptLimits? limits = null)
    {
        var errors = new ScriptErrors(limits);
        try
        {
            return Parse(path, ScriptFiles.Instance.Read(path, limits ?? new ScriptLimits()), limits);
        }
        catch (IOException e)
        {
            errors.Add(new SourcePosition(path, 0, 0, 0), e.Message);
            throw new ScriptException(errors);
        }
    }

    /// <summary>The same finding with another header.</summary>
    /// <param name="header">The header.</param>
    /// <returns>The finding.</returns>
    public Finding With(FindingHeader header) => From(FindingWriter.WithHeader(Script, Scenario.Title, header));

    /// <summary>The file's text.</summary>
    /// <returns>The text; <see cref="Parse"/> gives the finding back.</returns>
    public override string ToString() => Script.ToString();

    static int WeightOf(Statement line) => line.IsTrivia ? 0 : 1 + line.Arguments.Count + (line.Body?.Sum(WeightOf) ?? 0);

    static Finding From(Script script)
    {
        var errors = new ScriptErrors();
        return From("finding", script, errors, null);
    }

    static Finding From(string file, Script script, ScriptErrors errors, ScriptLimits? limits)
    {
        var scenario = ScenarioReader.Read(file, script, errors, limits);
        if (errors.IsEmpty && scenario.Finding is null)
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), "this is a script, not a finding: it has no line 'finding 1'; run it with 'protoharness run'");
        }

        errors.ThrowIfAny();
        return new Finding(script, scenario);
    }
}
