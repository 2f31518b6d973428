using System.Reflection;
using System.Runtime.Loader;
using ProtoHarness.Fuzzing.Instrumentation;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>The load context of one build of a target. Instrumented copies come from memory, their neighbours from the folder.</summary>
sealed class InstrumentedContext : AssemblyLoadContext
{
    readonly Dictionary<string, InstrumentedAssembly> _copies;
    readonly string? _folder;

    public InstrumentedContext(string name, IReadOnlyList<InstrumentedAssembly> copies, string? folder, bool collectible)
        : base(name, collectible)
    {
        _copies = copies.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
        _folder = folder;
    }

    public Assembly LoadCopy(string name)
    {
        var copy = _copies[name];
        return LoadFromStream(new MemoryStream(copy.Image), copy.Symbols is { } symbols ? new MemoryStream(symbols) : null);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_copies.ContainsKey(assemblyName.Name ?? ""))
        {
            return Assemblies.FirstOrDefault(a => a.GetName().Name == assemblyName.Name) ?? LoadCopy(assemblyName.Name!);
        }

        // What the host has already is shared, so that the contract's types are the same on both sides.
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException)
        {
            var file = _folder is null ? null : Path.Combine(_folder, assemblyName.Name + ".dll");
            return file is not null && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
