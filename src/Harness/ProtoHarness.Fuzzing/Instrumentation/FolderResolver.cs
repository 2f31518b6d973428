using Mono.Cecil;

namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>Finds references beside the assembly and in the shared framework that runs us.</summary>
sealed class FolderResolver : BaseAssemblyResolver
{
    readonly Dictionary<string, AssemblyDefinition?> _cache = new(StringComparer.Ordinal);

    public FolderResolver(string? folder)
    {
        foreach (var directory in GetSearchDirectories())
        {
            RemoveSearchDirectory(directory);
        }

        if (folder is not null)
        {
            AddSearchDirectory(folder);
        }

        AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        AddSearchDirectory(Path.GetDirectoryName(typeof(FolderResolver).Assembly.Location));
    }

    public override AssemblyDefinition Resolve(AssemblyNameReference name)
    {
        if (!_cache.TryGetValue(name.FullName, out var found))
        {
            try
            {
                found = base.Resolve(name);
            }
            catch (AssemblyResolutionException)
            {
                found = null;
            }

            _cache.Add(name.FullName, found);
        }

        return found ?? throw new AssemblyResolutionException(name);
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var assembly in _cache.Values)
        {
            assembly?.Dispose();
        }

        base.Dispose(disposing);
    }
}
