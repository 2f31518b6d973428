using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary>A diagnosis for people.</summary>
static class DiagnosisText
{
    public static void Print(PluginDiagnosis diagnosis, Screen screen)
    {
        var file = diagnosis.Inspection;
        screen.Line(file.Path);
        Fact(screen, "is", file.Kind switch
        {
            PluginFileKind.Assembly => $"{file.AssemblyName} {file.AssemblyVersion}{(file.TargetFramework.Length > 0 ? $" for {file.TargetFramework}" : "")}",
            PluginFileKind.Source => "C# source",
            PluginFileKind.Native => $"a native library for {file.Detail}",
            _ => "unreadable",
        });
        if (file.ContractVersion is { } contract)
        {
            Fact(screen, "contract", $"{contract.ToString(3)}; this ProtoHarness has {PluginContract.Version.ToString(3)}");
        }

        foreach (var type in file.PluginTypes)
        {
            Fact(screen, "plugin", type.FullName);
        }

        foreach (var node in diagnosis.Dependencies.Where(node => !node.IsRuntime))
        {
            Fact(screen, "needs", $"{node.Name} {node.Requested}: " + (node.IsMissing ? $"missing ({node.Chain})" : $"{node.Found} {(node.IsPrivate ? $"at {node.Path}" : "from the host")}"));
        }

        foreach (var library in file.NativeImports)
        {
            Fact(screen, "calls", library);
        }

        foreach (var problem in diagnosis.Problems)
        {
            Fact(screen, problem.Severity.ToString().ToLowerInvariant(), problem.Text);
        }
    }

    public static void Fact(Screen screen, string name, string value) => screen.Line($"  {name,-10} {value}");
}
