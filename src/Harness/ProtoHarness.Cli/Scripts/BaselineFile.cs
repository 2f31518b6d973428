using ProtoHarness.Cli.Output;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary>Reads the file of <c>--baseline</c>.</summary>
static class BaselineFile
{
    /// <summary>The list of expected failures.</summary>
    /// <returns>The list, empty when none was named; null when it cannot be read or names what is not there, which is printed.</returns>
    public static Baseline? Read(string? path, IReadOnlyCollection<string> known, Screen screen)
    {
        if (path is null)
        {
            return Baseline.Empty;
        }

        try
        {
            var baseline = Baseline.Parse(ScriptFiles.Instance.Read(path, new ScriptLimits()));
            var unknown = baseline.Ids.Where(id => !known.Contains(id)).ToList();
            unknown.ForEach(id => screen.Error($"{path}: '{id}' is nothing that is judged here{(NearestWord.Find(id, known) is { } near ? $"; did you mean '{near}'?" : "")}"));
            return unknown.Count == 0 ? baseline : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error($"{path}: {e.Message}");
            return null;
        }
    }
}
