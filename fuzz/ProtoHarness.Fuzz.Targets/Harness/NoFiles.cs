using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>There are no other files: an include is an error, and nothing of the machine gets into a run.</summary>
sealed class NoFiles : IScriptFiles
{
    public string Resolve(string from, string path) => path;

    public string Read(string name, ScriptLimits limits) => throw new FileNotFoundException($"there is no '{name}'");
}
