using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// Loads one plugin's assembly and its dependencies into a load context of its own. It knows nothing of protocols: <see cref="PluginCatalog"/> does.
/// Safe for several threads.
/// </summary>
public sealed class PluginLoader : IDisposable
{
    readonly Lock _gate = new();
    readonly PluginLoaderOptions _options;
    readonly SharedAssemblySet _shared;
    PluginLoadContext? _context;
    Assembly? _main;

    /// <summary>Prepares a context; nothing of the plugin is loaded yet.</summary>
    /// <param name="options">What to load and how.</param>
    /// <exception cref="ArgumentException">The main assembly's path is empty or not rooted, or a rewriter has nothing to rewrite.</exception>
    public PluginLoader(PluginLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.MainAssemblyPath);
        if (!Path.IsPathRooted(options.MainAssemblyPath))
        {
            throw new ArgumentException($"'{options.MainAssemblyPath}' must be a rooted path.", nameof(options));
        }

        if (options.Rewriter is not null && !options.LoadInMemory)
        {
            throw new ArgumentException("A rewriter changes bytes in memory: set LoadInMemory too.", nameof(options));
        }

        _options = options;
        _shared = new SharedAssemblySet(options);
        _context = new PluginLoadContext(options, _shared);
    }

    /// <summary>The context as it is now; <see cref="Reload"/> makes another.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public AssemblyLoadContext LoadContext => Context;

    /// <summary>Whether <see cref="Reload"/> and <see cref="Unload"/> can be used.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public bool IsUnloadable => Context.IsCollectible;

    /// <summary>How each request for an assembly ended so far, in order: requested and found versions, and why a shared one was not.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public IReadOnlyList<AssemblyResolution> Resolutions => Context.Resolutions;

    /// <summary>What is to be shared and the host itself does not have, each with the chain of references that asks for it.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public IReadOnlyList<string> SharedFailures
    {
        get
        {
            _ = Context;
            return _shared.Failures;
        }
    }

    /// <summary>Why the plugin's <c>.deps.json</c> was not used, when it is there and was not; else null.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public string? ResolverFailure => Context.Paths.ResolverFailure;

    PluginLoadContext Context
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_context is null, this);
                return _context;
            }
        }
    }

    /// <summary>Loads the main assembly.</summary>
    /// <returns>The assembly; the same one at the second call.</returns>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="BadImageFormatException">It is no managed assembly.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Assembly LoadDefaultAssembly()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_context is null, this);
            return _main ??= _context.LoadMain();
        }
    }

    /// <summary>Loads an assembly as the plugin would.</summary>
    /// <param name="name">Its name; version and key do not matter.</param>
    /// <returns>The assembly.</returns>
    /// <exception cref="FileNotFoundException">Neither the plugin nor the host has it.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Assembly LoadAssembly(AssemblyName name) => Context.LoadFromAssemblyName(name);

    /// <inheritdoc cref="LoadAssembly(AssemblyName)"/>
    public Assembly LoadAssembly(string name) => LoadAssembly(new AssemblyName(name));

    /// <summary>Loads a file into the plugin's context.</summary>
    /// <param name="path">A rooted path.</param>
    /// <returns>The assembly.</returns>
    /// <exception cref="ArgumentException">The path is not rooted.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Assembly LoadAssemblyFromPath(string path)
    {
        var context = Context;
        if (!Path.IsPathRooted(path))
        {
            throw new ArgumentException($"'{path}' must be a rooted path.", nameof(path));
        }

        return context.LoadFile(path);
    }

    /// <summary>Makes <c>Type.GetType("X")</c> and <c>Assembly.Load("X")</c> find the plugin's code until the scope is disposed of.</summary>
    /// <returns>The scope.</returns>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public AssemblyLoadContext.ContextualReflectionScope EnterContextualReflection() => Context.EnterContextualReflection();

    /// <summary>Starts unloading the context and takes a new one, for the next <see cref="LoadDefaultAssembly"/>. A failure leaves the old one in place.</summary>
    /// <returns>What tells whether the old context really went.</returns>
    /// <exception cref="InvalidOperationException">The plugin is not unloadable.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public UnloadProbe Reload()
    {
        var fresh = new PluginLoadContext(Collectible()._options, _shared);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_context is null, this);
            var probe = Retire(_context);
            (_context, _main) = (fresh, null);
            return probe;
        }
    }

    /// <summary>Starts unloading and disposes of the loader. Unloading is cooperative: ask the probe whether it happened.</summary>
    /// <returns>What tells whether the context really went.</returns>
    /// <exception cref="InvalidOperationException">The plugin is not unloadable.</exception>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public UnloadProbe Unload()
    {
        Collectible();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_context is null, this);
            var probe = Retire(_context);
            (_context, _main) = (null, null);
            return probe;
        }
    }

    /// <summary>Starts unloading, if the plugin is unloadable. Every other member throws from then on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_context is { IsCollectible: true } context)
            {
                context.Unload();
            }

            (_context, _main) = (null, null);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static UnloadProbe Retire(PluginLoadContext context)
    {
        var probe = new UnloadProbe(context);
        context.Unload();
        return probe;
    }

    PluginLoader Collectible() => IsUnloadable
        ? this
        : throw new InvalidOperationException(
            $"'{Path.GetFileName(_options.MainAssemblyPath)}' was loaded to stay: set {nameof(PluginLoaderOptions.IsUnloadable)} to unload or reload it.");
}
