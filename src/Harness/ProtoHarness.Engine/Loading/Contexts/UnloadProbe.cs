using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Loading;

/// <summary>
/// Watches an unloaded context without holding it. Unloading completes only when no plugin code is on any stack and nothing refers to any
/// of its objects or types; neither can be forced, so it is verified.
/// </summary>
public sealed class UnloadProbe
{
    const int CollectionsAtOnce = 10;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    readonly WeakReference _context;
    readonly List<(string What, WeakReference Reference)> _parts = [];

    internal UnloadProbe(AssemblyLoadContext context)
    {
        // With resurrection: a context is dead only after its finalizer, not when that is queued.
        _context = new WeakReference(context, trackResurrection: true);
        foreach (var assembly in context.Assemblies)
        {
            Watch($"types of {assembly.GetName().Name} (a static field, a cache or a delegate outside the plugin)", assembly);
        }
    }

    /// <summary>Whether the context is gone, as far as collections until now tell.</summary>
    public bool IsGone => !_context.IsAlive;

    /// <summary>Collects garbage until the context is gone or the time is up.</summary>
    /// <param name="timeout">How long to go on; zero: ten collections at once and no waiting.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is gone, and what of it is still reachable.</returns>
    public async ValueTask<UnloadVerdict> WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(time);
        var start = time.GetTimestamp();
        var collections = 0;
        while (true)
        {
            for (var i = 0; i < CollectionsAtOnce && _context.IsAlive; i++)
            {
                // Off the caller's stack: a frame of it may be what still holds a plugin's object.
                await Task.Yield();
                Collect();
                collections++;
            }

            var elapsed = time.GetElapsedTime(start);
            if (!_context.IsAlive || elapsed >= timeout)
            {
                return new UnloadVerdict(!_context.IsAlive, collections, elapsed, _context.IsAlive ? Holders() : []);
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    internal void Watch(string what, object target) => _parts.Add((what, new WeakReference(target, trackResurrection: true)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    string[] Holders()
    {
        var alive = _parts.Where(part => part.Reference.IsAlive).Select(part => part.What).ToArray();
        return alive.Length > 0 ? alive : ["the load context alone (a thread inside the plugin's code, a timer, or a GC handle)"];
    }
}
