using System.Reflection;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Loading;

/// <summary>Finds the files of a plugin's dependencies: by its <c>.deps.json</c>, by culture, in its folder and its probing paths.</summary>
sealed class DependencyPaths
{
    static readonly string[] ManagedSuffixes = [".dll", ".exe"];
    readonly AssemblyDependencyResolver? _resolver;
    readonly string[] _folders;

    /// <param name="mainAssemblyPath">Rooted. The file need not exist; then its folder is probed.</param>
    public DependencyPaths(string mainAssemblyPath)
    {
        BaseFolder = Path.GetDirectoryName(mainAssemblyPath)!;
        _folders = [BaseFolder, .. ProbingPaths.Of(mainAssemblyPath)];
        if (!File.Exists(mainAssemblyPath))
        {
            return;
        }

        try
        {
            _resolver = new AssemblyDependencyResolver(mainAssemblyPath);
        }
        catch (InvalidOperationException e)
        {
            // A broken .deps.json, or one that lists a file that is not there. The folder is still worth a look.
            ResolverFailure = e.Message.ReplaceLineEndings(" ").Trim();
        }
    }

    public string BaseFolder { get; }

    /// <summary>Why <c>.deps.json</c> was not used, when it was there and was not.</summary>
    public string? ResolverFailure { get; }

    /// <summary>The file of a managed assembly.</summary>
    /// <param name="name">Its name; with a culture, only that culture's folders are looked at.</param>
    /// <returns>The rooted path and where it was found; null when it is not there.</returns>
    public (string Path, AssemblyOrigin Origin)? Managed(AssemblyName name)
    {
        if (_resolver?.ResolveAssemblyToPath(name) is { } resolved && File.Exists(resolved))
        {
            return (resolved, string.IsNullOrEmpty(name.CultureName) ? AssemblyOrigin.Dependency : AssemblyOrigin.Culture);
        }

        if (!string.IsNullOrEmpty(name.CultureName))
        {
            return First(_folders.Select(folder => Path.Combine(folder, name.CultureName, name.Name + ".dll"))) is { } satellite
                ? (satellite, AssemblyOrigin.Culture)
                : null;
        }

        return First(_folders.SelectMany(folder => ManagedSuffixes.Select(suffix => Path.Combine(folder, name.Name + suffix)))) is { } probed
            ? (probed, AssemblyOrigin.Probed)
            : null;
    }

    /// <summary>The file of a native library.</summary>
    /// <param name="name">As in <c>DllImport</c>: with or without prefix and suffix.</param>
    /// <returns>The rooted path; null when it is not there.</returns>
    public string? Native(string name)
    {
        if (_resolver?.ResolveUnmanagedDllToPath(name) is { } resolved && File.Exists(resolved))
        {
            return resolved;
        }

        return First(_folders.SelectMany(folder => NativeLibraryNames.Of(name).Select(file => Path.Combine(folder, file))));
    }

    static string? First(IEnumerable<string> candidates) => candidates.FirstOrDefault(File.Exists);
}
