using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// The simple names that come from the host. A shared type drags along what its assembly refers to: a plugin that brings its own
/// System.IO.Pipelines must still get the host's, because the contract speaks in its types.
/// </summary>
sealed class SharedAssemblySet
{
    readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);

    public SharedAssemblySet(PluginLoaderOptions options)
    {
        var host = options.EffectiveDefaultContext;
        var pending = new Queue<(Assembly Assembly, string Chain)>();
        foreach (var name in options.SharedAssemblies)
        {
            Add(name);
            if (TryLoad(host, new AssemblyName(name), out var failure) is { } assembly)
            {
                pending.Enqueue((assembly, name));
            }
            else
            {
                Failures.Add($"{name}: {failure}");
            }
        }

        foreach (var assembly in options.SharedTypes.Select(type => type.Assembly).Distinct())
        {
            var name = assembly.GetName().Name!;
            if (Add(name))
            {
                pending.Enqueue((assembly, name));
            }
        }

        while (pending.TryDequeue(out var next))
        {
            foreach (var reference in next.Assembly.GetReferencedAssemblies())
            {
                var chain = $"{next.Chain} -> {reference.Name} {reference.Version}";
                if (!Add(reference.Name!) || options.IsLazyLoaded)
                {
                    continue;
                }

                if (TryLoad(host, reference, out var failure) is { } assembly)
                {
                    pending.Enqueue((assembly, chain));
                }
                else
                {
                    Failures.Add($"{chain}: {failure}");
                }
            }
        }
    }

    /// <summary>What the host itself lacks, each with the chain of references that led to it.</summary>
    public List<string> Failures { get; } = [];

    public bool Contains(string simpleName) => _names.ContainsKey(simpleName);

    /// <summary>A shared assembly was loaded: what it refers to is shared from now on. Only lazy sharing needs to be told.</summary>
    public void AddReferencesOf(Assembly assembly)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            Add(reference.Name!);
        }
    }

    bool Add(string simpleName) => _names.TryAdd(simpleName, true);

    static Assembly? TryLoad(AssemblyLoadContext host, AssemblyName name, out string? failure)
    {
        try
        {
            failure = null;
            return host.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            failure = e.Message;
            return null;
        }
    }
}
