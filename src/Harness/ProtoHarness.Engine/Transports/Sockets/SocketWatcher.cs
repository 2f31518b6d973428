using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>A thread that waits for several sockets at once, and can be woken by any other.</summary>
/// <param name="bell">What wakes it; it is given back at the end.</param>
sealed class SocketWatcher(SocketBell bell) : IDisposable
{
    readonly List<Socket> _readable = [];
    readonly List<Socket> _writable = [];
    long _turns;
    long _seenTurns;

    /// <summary>The thread that made it, by its number in this process.</summary>
    public int Thread { get; } = Environment.CurrentManagedThreadId;

    /// <summary>The thread turns away from the sockets to something else, or back.</summary>
    /// <param name="away">Which.</param>
    public void Turn(bool away) => Volatile.Write(ref _turns, (_turns & ~1L) + 2 + (away ? 1 : 0));

    /// <summary>Whether it has done one and the same thing since this was last asked.</summary>
    /// <returns>Whether.</returns>
    public bool IsStuck()
    {
        var turns = Volatile.Read(ref _turns);
        var isStuck = (turns & 1) != 0 && turns == _seenTurns;
        _seenTurns = turns;
        return isStuck;
    }

    /// <summary>Takes over what is waited for.</summary>
    /// <param name="waits">By whom.</param>
    public void LookAt(List<SocketWait> waits)
    {
        _readable.Clear();
        _writable.Clear();
        _readable.Add(bell.Socket);
        foreach (var wait in waits)
        {
            (wait.ForWriting ? _writable : _readable).Add(wait.Socket);
        }
    }

    /// <summary>Waits.</summary>
    public void Watch()
    {
        try
        {
            Socket.Select(_readable, _writable, null, Timeout.InfiniteTimeSpan);
            if (_readable.Contains(bell.Socket))
            {
                bell.Hear();
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // One was let go of in this moment: who waited for it is told by who let it go.
            _readable.Clear();
            _writable.Clear();
        }
    }

    /// <summary>Whether it saw that a wait is over.</summary>
    /// <param name="wait">The wait.</param>
    /// <returns>Whether the socket is ready.</returns>
    public bool Saw(SocketWait wait) => (wait.ForWriting ? _writable : _readable).Contains(wait.Socket);

    /// <summary>Ends the waiting, from another thread.</summary>
    public void Wake() => bell.Ring();

    /// <inheritdoc/>
    public void Dispose() => bell.Return();
}
