using ProtoHarness.Cli.Output;
using ProtoHarness.Cli.Scripts;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Findings;

/// <summary>A finding that was read, with its plugin.</summary>
sealed record LoadedFinding(string Path, Finding Finding, LoadedPlugin Plugin)
{
    /// <summary>How long a step may block; sessions on sockets have a limit of their own.</summary>
    public TimeSpan? Blocked => Finding.Scenario.Transport == TransportKind.Memory && Finding.Law != "session/parity" ? TimeSpan.FromSeconds(10) : null;

    /// <summary>Reads findings and loads their plugins; what is wrong is printed.</summary>
    /// <returns>The findings, and the worst exit code of those that could not be read or have no plugin.</returns>
    public static (IReadOnlyList<LoadedFinding> Findings, int Code) Load(IEnumerable<string> paths, IEnumerable<string> plugins, Screen screen)
    {
        var all = new ScriptPlugins();
        var findings = new List<LoadedFinding>();
        var code = ExitCode.Held;
        foreach (var error in all.Add(plugins))
        {
            screen.Error(error.ToString());
            code = ExitCode.CouldNotRun;
        }

        foreach (var path in paths)
        {
            try
            {
                var finding = Finding.Load(path);
                var found = all.Find(finding.Scenario);
                if (found.Plugin is null)
                {
                    screen.Error($"{path}: {found.Error}");
                    code = code == ExitCode.Usage ? code : ExitCode.CouldNotRun;
                    continue;
                }

                findings.Add(new LoadedFinding(path, finding, all.Loaded(finding.Plugin)!));
            }
            catch (ScriptException e)
            {
                screen.Error(e.Message);
                code = ExitCode.Usage;
            }
        }

        return (findings, code);
    }
}
