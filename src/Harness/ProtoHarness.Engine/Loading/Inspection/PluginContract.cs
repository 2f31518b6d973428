using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>The contract between plugins and this host, and which plugins it fits.</summary>
public static class PluginContract
{
    /// <summary>The simple name of the contract's assembly.</summary>
    public const string AssemblyName = "ProtoHarness.Abstractions";

    /// <summary>Assemblies that plugins always share with the host, by simple name; the last one only where the host has it.</summary>
    public static IReadOnlyList<string> SharedAssemblies { get; } = [AssemblyName, "ProtoHarness.Framing", "ProtoHarness.Pooling"];

    /// <summary>The version of the contract in this host.</summary>
    public static Version Version { get; } = typeof(IProtocolPlugin).Assembly.GetName().Version!;

    /// <summary>Whether a plugin that was compiled against a version of the contract runs in this host.</summary>
    /// <param name="compiledAgainst">The version in the plugin's reference.</param>
    /// <returns>The same major version and no newer minor version; before 1.0, where minor versions break, the same minor version.</returns>
    public static bool Accepts(Version compiledAgainst) => Accepts(compiledAgainst, Version);

    internal static bool Accepts(Version compiledAgainst, Version host)
    {
        ArgumentNullException.ThrowIfNull(compiledAgainst);
        return compiledAgainst.Major == host.Major
            && (host.Major == 0 ? compiledAgainst.Minor == host.Minor : compiledAgainst.Minor <= host.Minor);
    }
}
