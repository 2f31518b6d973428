using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>Included files of these tests.</summary>
sealed class MemoryFiles : IScriptFiles
{
    public static MemoryFiles Instance { get; } = new();

    public string Resolve(string from, string path) => path;

    public string Read(string name, ScriptLimits limits) => name switch
    {
        "greet.phs" => "phs 1\ntitle \"greets\"\nC > SAY room=2 data=\"hi\"\nC < HEARD room=2 data=\"hi\"\n",
        "loop.phs" => "phs 1\ninclude \"loop2.phs\"\n",
        "loop2.phs" => "phs 1\ninclude \"loop.phs\"\n",
        "bad.phs" => "phs 1\nC > SAY rom=2\nseed 1\n",
        "double.phs" => "phs 1\ninclude \"double1.phs\"\ninclude \"double1.phs\"\n",
        _ when name.StartsWith("double", StringComparison.Ordinal) && int.TryParse(name[6..^4], out var n) =>
            $"phs 1\ninclude \"double{n + 1}.phs\"\ninclude \"double{n + 1}.phs\"\n",
        _ => throw new IOException("there is no such file"),
    };
}
