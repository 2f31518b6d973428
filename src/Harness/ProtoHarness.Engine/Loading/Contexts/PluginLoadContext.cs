using System.Reflection;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// One plugin's load context. The order: private beats shared; shared from the host; <c>.deps.json</c>; culture folders; the plugin's
/// folder and probing paths; else the runtime asks the default context.
/// </summary>
/// <remarks>
/// It holds no assembly of its own: while it unloads the runtime keeps the context alive until the assemblies are gone, so a field with one of
/// them would keep both for ever.
/// </remarks>
sealed class PluginLoadContext : AssemblyLoadContext
{
    readonly PluginLoaderOptions _options;
    readonly SharedAssemblySet _shared;
    readonly HashSet<string> _private;
    readonly AssemblyLoadContext _host;
    readonly DependencyPaths _paths;
    readonly NativeLibraryCopies _natives = new();
    readonly Lock _gate = new();
    readonly List<AssemblyResolution> _resolutions = [];

    public PluginLoadContext(PluginLoaderOptions options, SharedAssemblySet shared)
        : base($"plugin {Path.GetFileNameWithoutExtension(options.MainAssemblyPath)}", options.IsUnloadable)
    {
        _options = options;
        _shared = shared;
        _private = new(options.PrivateAssemblies, StringComparer.Ordinal);
        _host = options.EffectiveDefaultContext;
        _paths = new DependencyPaths(options.MainAssemblyPath);
        if (options.IsUnloadable)
        {
            Unloading += static context => ((PluginLoadContext)context)._natives.Delete();
        }
    }

    public DependencyPaths Paths => _paths;

    public IReadOnlyList<AssemblyResolution> Resolutions
    {
        get
        {
            lock (_gate)
            {
                return [.. _resolutions];
            }
        }
    }

    public Assembly LoadMain() => _options.MainImage is { } image ? LoadImage(image) : LoadFile(_options.MainAssemblyPath);

    public Assembly LoadFile(string path)
    {
        if (!_options.LoadInMemory)
        {
            return Known(LoadFromAssemblyPath(path), path);
        }

        var symbols = Path.ChangeExtension(path, ".pdb");
        return LoadImage(new AssemblyImage(
            Path.GetFileNameWithoutExtension(path), path, File.ReadAllBytes(path), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null));
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string? sharedFailure = null;
        if ((_options.PreferSharedTypes || _shared.Contains(assemblyName.Name!)) && !_private.Contains(assemblyName.Name!))
        {
            try
            {
                // The assembly itself and not null: the host's context need not be the default one.
                var assembly = _host.LoadFromAssemblyName(assemblyName);
                if (_options.IsLazyLoaded)
                {
                    _shared.AddReferencesOf(assembly);
                }

                Note(assemblyName, AssemblyOrigin.Shared, assembly, path: null, failure: null);
                return assembly;
            }
            catch (Exception e) when (e is IOException or BadImageFormatException)
            {
                sharedFailure = e.Message;
            }
        }

        if (_paths.Managed(assemblyName) is { } file)
        {
            var assembly = LoadFile(file.Path);
            Note(assemblyName, file.Origin, assembly, file.Path, sharedFailure);
            return assembly;
        }

        Note(assemblyName, AssemblyOrigin.Host, assembly: null, path: null, sharedFailure);
        return null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_paths.Native(unmanagedDllName) is not { } path)
        {
            return 0;
        }

        return LoadUnmanagedDllFromPath(_options.LoadInMemory ? _natives.Of(path) : path);
    }

    Assembly LoadImage(AssemblyImage image)
    {
        var rewritten = _options.Rewriter?.Invoke(image) ?? image;
        using var assembly = new MemoryStream(rewritten.Assembly, writable: false);
        using var symbols = rewritten.Symbols is null ? null : new MemoryStream(rewritten.Symbols, writable: false);
        return Known(LoadFromStream(assembly, symbols), image.Path);
    }

    static Assembly Known(Assembly assembly, string path)
    {
        AssemblyPaths.Remember(assembly, path);
        return assembly;
    }

    void Note(AssemblyName requested, AssemblyOrigin origin, Assembly? assembly, string? path, string? failure)
    {
        lock (_gate)
        {
            _resolutions.Add(new AssemblyResolution(requested, origin, assembly?.GetName().Version, path, failure));
        }
    }
}
