using Microsoft.CodeAnalysis;

namespace ProtoHarness.Engine.Loading;

/// <summary>What a source plugin can refer to: the runtime and the shared assemblies, and nothing else of the host's.</summary>
static class SourceReferences
{
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. HostAssemblies.Paths
            .Where(pair => HostAssemblies.IsRuntime(pair.Value) || PluginContract.SharedAssemblies.Contains(pair.Key))
            .Select(pair => MetadataReference.CreateFromFile(pair.Value)),
    ];
}
