using System.Reflection;

namespace ProtoHarness.Engine.Loading;

/// <summary>Follows the references of a plugin, breadth first, by metadata alone: what it brings, what the host gives, what is missing and why it is wanted.</summary>
static class DependencyWalk
{
    public static IReadOnlyList<DependencyNode> Of(PluginInspection plugin)
    {
        var paths = new DependencyPaths(plugin.Path);
        var nodes = new SortedDictionary<string, DependencyNode>(StringComparer.Ordinal);
        var pending = new Queue<(PluginInspection From, string Chain, int Depth)>();
        pending.Enqueue((plugin, plugin.AssemblyName, 0));
        while (pending.TryDequeue(out var next))
        {
            foreach (var reference in next.From.References)
            {
                var chain = $"{next.Chain} -> {reference}";
                if (nodes.TryGetValue(reference.Name, out var known))
                {
                    if (reference.Version > known.Requested)
                    {
                        nodes[reference.Name] = known with { Requested = reference.Version, Chain = known.IsMissing ? known.Chain : chain };
                    }

                    continue;
                }

                var node = Find(reference, chain, next.Depth + 1, paths, out var inspection);
                nodes.Add(reference.Name, node);
                if (inspection is not null)
                {
                    pending.Enqueue((inspection, chain, next.Depth + 1));
                }
            }
        }

        return [.. nodes.Values.OrderBy(node => node.Depth).ThenBy(node => node.Name, StringComparer.Ordinal)];
    }

    static DependencyNode Find(AssemblyReferenceInfo reference, string chain, int depth, DependencyPaths paths, out PluginInspection? inspection)
    {
        inspection = null;
        var isShared = PluginContract.SharedAssemblies.Contains(reference.Name);
        var hosted = HostAssemblies.Paths.GetValueOrDefault(reference.Name);
        if (!(isShared && hosted is not null) && paths.Managed(new AssemblyName(reference.Name)) is { } file && file.Path != hosted)
        {
            inspection = PluginInspector.Inspect(file.Path);
            return new DependencyNode(reference.Name, reference.Version, inspection.AssemblyVersion, file.Path, IsPrivate: true, chain, depth);
        }

        if (hosted is null)
        {
            return new DependencyNode(reference.Name, reference.Version, null, null, IsPrivate: false, chain, depth);
        }

        // The runtime is complete in itself; reading its 160 files to learn that would be most of the cost of loading.
        var found = HostAssemblies.IsRuntime(hosted) ? reference.Version : AssemblyName.GetAssemblyName(hosted).Version;
        return new DependencyNode(reference.Name, reference.Version, found, hosted, IsPrivate: false, chain, depth);
    }
}
