using System.Runtime.CompilerServices;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// Loads a plugin again whenever its files change. It is pulled, not raised: the swap happens while the caller waits for the next
/// build and so cannot be in the middle of using the old one, and an exception reaches the caller.
/// </summary>
public sealed class PluginWatch
{
    readonly PluginCatalog _catalog;
    readonly PluginWatchOptions _options;

    /// <summary>A watch; nothing is watched yet.</summary>
    /// <param name="catalog">What loads the plugin; its clock times the delay.</param>
    /// <param name="options">Delays.</param>
    public PluginWatch(PluginCatalog catalog, PluginWatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _catalog = catalog;
        _options = options ?? new PluginWatchOptions();
    }

    /// <summary>Loads a plugin, and again after each change. Files touched without a change of content are no new build.</summary>
    /// <param name="name">As for <see cref="PluginCatalog.LoadOne"/>.</param>
    /// <param name="cancellationToken">Ends the watch; the last build is unloaded.</param>
    /// <returns>First the plugin as it is, then each new build or the error that it has. Endless.</returns>
    /// <exception cref="PluginLoadException">There is no one file to watch: nothing is called so.</exception>
    public async IAsyncEnumerable<PluginReload> RunAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var candidate = _catalog.FindOne(name);
        using var debouncer = new Debouncer(_options.ReloadDelay, _catalog.Options.Time);
        LoadedPlugin? current = null;
        string? lastError = null;
        IReadOnlyList<string> files = [candidate.Path];
        var watch = new FolderWatch(files, debouncer.Signal);
        try
        {
            while (true)
            {
                var (fresh, error) = Load(candidate);
                if (fresh is not null && fresh.Identity == current?.Identity)
                {
                    await fresh.DisposeAsync().ConfigureAwait(false);
                }
                else if (fresh is not null)
                {
                    var before = current is null ? null : await current.UnloadAsync(_options.UnloadTimeout, cancellationToken).ConfigureAwait(false);
                    (current, files, lastError) = (fresh, fresh.Files, null);
                    yield return new PluginReload(fresh, null, before);
                }
                else if (error!.Message != lastError)
                {
                    lastError = error.Message;
                    yield return new PluginReload(null, error, null);
                }

                await debouncer.WaitAsync(cancellationToken).ConfigureAwait(false);

                // The folder may be another one under the same name by now. The new watch is up before the old one ends and before the files are read.
                var next = new FolderWatch(files, debouncer.Signal);
                watch.Dispose();
                watch = next;
            }
        }
        finally
        {
            watch.Dispose();
            if (current is not null)
            {
                await current.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    (LoadedPlugin? Plugin, PluginLoadError? Error) Load(PluginCandidate candidate)
    {
        try
        {
            return (_catalog.Load(candidate), null);
        }
        catch (PluginLoadException e)
        {
            return (null, e.Error);
        }
    }
}
