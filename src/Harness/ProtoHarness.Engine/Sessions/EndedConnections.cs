using System.Runtime.CompilerServices;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>
/// Finds out whether a server still holds the connections that have ended: what is kept for each and never removed fills the memory of a server that runs for a month, and shows
/// in no session of its own. They are looked for long after, when whatever was to let go of them has had its time, while the server is still there.
/// </summary>
/// <param name="time">The session's time.</param>
/// <param name="clients">How many clients there are; each may have several connections, of which the server may keep one.</param>
/// <param name="limit">The most virtual time that the session may take.</param>
sealed class EndedConnections(VirtualTime time, int clients, TimeSpan limit)
{
    /// <summary>Fewer connections say nothing: the last ones may be kept on purpose, and used again.</summary>
    public const int Least = 24;

    /// <summary>For a hundred clients, how many connections that ended must still be there.</summary>
    const int Most = 90;

    /// <summary>The parts in which time passes; between two of them it is seen how busy the server is.</summary>
    const int Parts = 32;

    /// <summary>Timers that may fire before the waiting is given up, and nothing said.</summary>
    const long MostFirings = 100_000;

    readonly Lock _gate = new();
    readonly List<WeakReference[]> _ended = [];

    /// <summary>Whether they are looked for in a session.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>Whether they are.</returns>
    public static bool AreLookedFor(SessionSpec spec) => spec.Clients >= Least && spec.Transport == TransportKind.Memory;

    /// <summary>What was found; null: nothing.</summary>
    public string? Leak { get; private set; }

    /// <summary>A connection has ended at the server.</summary>
    /// <param name="connection">It.</param>
    public void Add(RoleConnection connection)
    {
        WeakReference[] held = [.. connection.Held.Select(part => new WeakReference(part))];
        lock (_gate)
        {
            _ended.Add(held);
        }
    }

    /// <summary>Lets time pass, and looks.</summary>
    /// <param name="cancellationToken">Ends the waiting; then nothing is said.</param>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var start = time.Elapsed;
        var wait = (limit - start) / 2;
        var fired = time.Fired;
        for (var part = 0; part < Parts; part++)
        {
            if (_ended.Count < Least || time.Fired - fired > MostFirings)
            {
                return;
            }

            await Task.Delay(wait / Parts, time, cancellationToken);
        }

        time.ForgetUnwanted();
        var held = Held();
        if (100 * held >= Most * clients)
        {
            Leak = $"{held} of {_ended.Count} connections that ended are still held {(time.Elapsed - start).TotalMinutes:0} minutes later (virtual time); does the server keep something of each that nobody removes?";
        }
    }

    /// <summary>Not inlined, so that none of them lives on in a register of who looks.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    int Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return _ended.Count(parts => Array.Exists(parts, part => part.IsAlive));
    }
}
