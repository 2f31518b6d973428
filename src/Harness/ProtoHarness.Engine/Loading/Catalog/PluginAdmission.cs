using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>Decides what may be loaded, and explains what went wrong when it was.</summary>
static class PluginAdmission
{
    /// <summary>Why a file is not even loaded; null when it may be.</summary>
    public static PluginLoadError? Refusal(PluginInspection file) => file switch
    {
        { Kind: PluginFileKind.Native } => LoadErrors.Native(file),
        { Kind: PluginFileKind.Unreadable } => LoadErrors.Damaged(file),
        { ContractVersion: null } => LoadErrors.NoPlugin(file),
        _ when FrameworkRefusal(file) is { } refusal => refusal,
        _ when !PluginContract.Accepts(file.ContractVersion) => LoadErrors.ContractVersion(file),
        _ => null,
    };

    /// <summary>The class to create.</summary>
    /// <exception cref="PluginLoadException">There is none, several, or one that cannot be created.</exception>
    public static string SelectType(PluginInspection file) =>
        TypeRefusal(file) is { } refusal ? throw new PluginLoadException(refusal) : file.PluginTypes.Single(type => type.IsPublic).FullName;

    /// <summary>Why there is no class to create; null when there is exactly one.</summary>
    public static PluginLoadError? TypeRefusal(PluginInspection file)
    {
        var types = file.PluginTypes.Where(type => type.IsPublic).ToList();
        return types switch
        {
            [{ HasConstructor: true }] => null,
            [var only] => LoadErrors.NoConstructor(file.Path, only.FullName),
            [] when file.PluginTypes is [var hidden, ..] => LoadErrors.NotPublic(file.Path, hidden.FullName),
            [] => LoadErrors.NoPlugin(file),
            _ => LoadErrors.SeveralPlugins(file.Path, types.Select(type => type.FullName)),
        };
    }

    public static IReadOnlyList<string> Warnings(PluginInspection file, IReadOnlyList<DependencyNode> dependencies)
    {
        var warnings = new List<string>();
        warnings.AddRange(dependencies.Where(node => node.IsMissing).Select(node => $"missing: {node.Chain}"));
        warnings.AddRange(dependencies.Where(node => node.IsTooOld).Select(node => $"{node.Chain}, but {node.Found} is what there is ({node.Path})"));
        var folder = Path.GetDirectoryName(file.Path)!;
        warnings.AddRange(PluginContract.SharedAssemblies
            .Where(name => HostAssemblies.Paths.ContainsKey(name) && File.Exists(Path.Combine(folder, name + ".dll")))
            .Select(name => $"{name}.dll lies beside the plugin and is not used: the host's is shared. Reference it with Private=\"false\" to keep it out"));
        return warnings;
    }

    /// <summary>Says what an exception from a plugin's constructor or declaration means.</summary>
    public static PluginLoadError Explain(PluginInspection file, PluginLoader loader, PluginActivation activation, Exception e)
    {
        switch (e)
        {
            case PluginDefinitionException:
                return LoadErrors.Declaration(file.Path, e.Message);
            case FileNotFoundException { FileName: { } name } when IsAssemblyName(name):
                var simple = name.Split(',')[0];
                return file.Kind == PluginFileKind.Assembly && DependencyWalk.Of(file).FirstOrDefault(node => node.Name == simple) is { IsMissing: true } node
                    ? LoadErrors.Missing(file.Path, node)
                    : LoadErrors.MissingByName(file.Path, name, activation.Where);
            case DllNotFoundException:
                return LoadErrors.MissingNative(file.Path, e.Message);
            case FileLoadException or TypeLoadException or MissingMemberException or BadImageFormatException:
                return LoadErrors.DependencyVersion(file.Path, activation.Where, e, loader.Resolutions);
            default:
                return LoadErrors.Threw(
                    file.Path, activation.InConstructor ? PluginLoadErrorKind.Constructor : PluginLoadErrorKind.DefineThrew, activation.Where, e);
        }
    }

    // A plugin may look for files of its own: only an assembly's display name has a version.
    static bool IsAssemblyName(string fileName) => fileName.Contains(", Version=", StringComparison.Ordinal);

    static PluginLoadError? FrameworkRefusal(PluginInspection file)
    {
        // ".NETCoreApp,Version=v10.0"
        var parts = file.TargetFramework.Split(",Version=v");
        if (parts.Length != 2 || !Version.TryParse(parts[1], out var version))
        {
            return null;
        }

        return parts[0] switch
        {
            ".NETStandard" => LoadErrors.Framework(
                file, $".NET Standard {version}", "A .NET Standard build neither copies its dependencies nor can it use the contract."),
            ".NETFramework" => LoadErrors.Framework(file, $".NET Framework {version}", "The .NET Framework is another runtime."),
            ".NETCoreApp" when version > new Version(Environment.Version.Major, Environment.Version.Minor) => LoadErrors.Framework(
                file, $".NET {version}", "A newer one cannot be loaded into it."),
            _ => null,
        };
    }
}
