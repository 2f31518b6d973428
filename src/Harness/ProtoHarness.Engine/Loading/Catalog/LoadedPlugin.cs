using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>A plugin, ready to run. Disposal starts unloading it; <see cref="UnloadAsync"/> also says whether it went.</summary>
public sealed class LoadedPlugin : IAsyncDisposable
{
    readonly TimeProvider _time;
    PluginLoader? _loader;
    PluginDefinition? _definition;

    internal LoadedPlugin(PluginCandidate candidate, PluginLoader loader, PluginDefinition definition, string hash, TimeProvider time)
    {
        Candidate = candidate;
        _loader = loader;
        _definition = definition;
        _time = time;
        Identity = new PluginIdentity(definition.Id, hash);
        var name = loader.LoadDefaultAssembly().GetName();
        AssemblyName = name.Name!;
        AssemblyVersion = name.Version!;
    }

    /// <summary>The file it was loaded from, and as what.</summary>
    public PluginCandidate Candidate { get; }

    /// <summary>The file it was loaded from, as a rooted path.</summary>
    public string Source => Candidate.Path;

    /// <summary>Its name.</summary>
    public string Id => Identity.Id;

    /// <summary>Its name and which build it is.</summary>
    public PluginIdentity Identity { get; }

    /// <summary>The simple name of its assembly.</summary>
    public string AssemblyName { get; }

    /// <summary>The version of its assembly.</summary>
    public Version AssemblyVersion { get; }

    /// <summary>The files it is made of: the source, or its assembly and those that it brings.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What is odd about it but did not stop it: warnings of the compiler, missing dependencies of its dependencies, a copy of the contract.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What it declared. Whoever keeps it, or anything in it, keeps the plugin in memory.</summary>
    /// <exception cref="ObjectDisposedException">The plugin was unloaded.</exception>
    public PluginDefinition Definition
    {
        get
        {
            ObjectDisposedException.ThrowIf(_definition is null, this);
            return _definition;
        }
    }

    /// <summary>Its load context and how each of its dependencies was found.</summary>
    /// <exception cref="ObjectDisposedException">The plugin was unloaded.</exception>
    public PluginLoader Loader
    {
        get
        {
            ObjectDisposedException.ThrowIf(_loader is null, this);
            return _loader;
        }
    }

    /// <summary>Unloads the plugin and finds out whether it is really gone.</summary>
    /// <param name="timeout">How long to go on trying; zero: ten garbage collections and no waiting.</param>
    /// <param name="cancellationToken">Gives up finding out; it is unloaded all the same.</param>
    /// <returns>Whether it is gone, else what of it is still reachable.</returns>
    /// <exception cref="ObjectDisposedException">The plugin was unloaded before.</exception>
    public ValueTask<UnloadVerdict> UnloadAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Retire().WaitAsync(timeout, _time, cancellationToken);

    /// <summary>Starts unloading, if that was not done before.</summary>
    /// <returns>At once.</returns>
    public ValueTask DisposeAsync()
    {
        _definition = null;
        Interlocked.Exchange(ref _loader, null)?.Dispose();
        return ValueTask.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    UnloadProbe Retire()
    {
        var definition = Interlocked.Exchange(ref _definition, null);
        var loader = Interlocked.Exchange(ref _loader, null);
        ObjectDisposedException.ThrowIf(loader is null || definition is null, this);
        var probe = loader.Unload();
        probe.Watch("its PluginDefinition (somebody keeps LoadedPlugin.Definition)", definition);
        foreach (var part in definition.Services)
        {
            probe.Watch($"its service '{part.Name}'", part);
        }

        foreach (var part in definition.Conversations)
        {
            probe.Watch($"its conversation '{part.Name}'", part);
        }

        foreach (var part in definition.Frames)
        {
            probe.Watch($"the codec of {part.FrameType.Name}", part);
        }

        return probe;
    }
}
