using System.Text;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>The parsers of our own text formats: mistakes are errors with a place, never another exception.</summary>
public static class Scripts
{
    static readonly ScriptLimits Limits = new() { MaxRepeat = 64, MaxSteps = 256, MaxClients = 8 };

    /// <summary>Any text is read as a script; what could be read prints as a script that prints the same.</summary>
    [FuzzTarget(Name = "harness/scenario-parser", Allowed = [typeof(ScriptException)], AlsoInstrument = ["ProtoHarness.Engine"])]
    public static void Scenario(ReadOnlySpan<byte> input)
    {
        var errors = new ScriptErrors(Limits);
        var script = ScriptParser.Parse("fuzz", Encoding.UTF8.GetString(input), errors, Limits);
        _ = ScenarioReader.Read("fuzz", script, errors, Limits, new NoFiles());
        errors.ThrowIfAny();
        var printed = script.ToString();
        var again = ScriptParser.Parse("printed", printed, Limits).ToString();
        if (again != printed)
        {
            throw new LawViolationException("scenario/print", $"'{printed}' prints as '{again}'");
        }
    }

    /// <summary>Any text is read as a finding; a finding's text is read as the same finding.</summary>
    [FuzzTarget(Name = "harness/finding-parser", Allowed = [typeof(ScriptException)], AlsoInstrument = ["ProtoHarness.Engine"])]
    public static void Finding(ReadOnlySpan<byte> input)
    {
        // An include would be read from the disk.
        if (input.IndexOf("include"u8) >= 0)
        {
            return;
        }

        var printed = Engine.Findings.Finding.Parse("fuzz", Encoding.UTF8.GetString(input), Limits).ToString();
        var again = Engine.Findings.Finding.Parse("printed", printed, Limits).ToString();
        if (again != printed)
        {
            throw new LawViolationException("finding/print", $"'{printed}' prints as '{again}'");
        }
    }
}
