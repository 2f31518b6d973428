using System.Net.Sockets;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// Receives from a socket on a thread that does nothing else, which the kernel wakes itself. Bytes that are awaited come by way of the runtime's event loop and a turn of
/// the thread pool instead, and on a connection where little is under way those two turns cost more than all the rest.
/// </summary>
/// <param name="socket">The socket.</param>
sealed class SmuxSocketInput(Socket socket)
{
    /// <summary>The most sessions of a process that have such a thread at once; later ones receive on the pool.</summary>
    internal const int MaxThreads = 64;

    static int _threads;

    readonly ArraySegment<byte>[] _parts = new ArraySegment<byte>[2];
    bool _isDrained;

    /// <summary>Takes a place among the threads; <see cref="LetGo"/> gives it back.</summary>
    /// <param name="socket">A socket that nobody else receives from; null: there is none to be had.</param>
    /// <returns>The input; null when the session is to receive on the pool.</returns>
    internal static SmuxSocketInput? TryTake(Socket? socket)
    {
        if (socket is null)
        {
            return null;
        }

        if (Interlocked.Increment(ref _threads) > MaxThreads)
        {
            Interlocked.Decrement(ref _threads);
            return null;
        }

        // Only what is synchronous sees this: it answers that nothing is there instead of waiting in the event loop after all.
        socket.Blocking = false;
        return new SmuxSocketInput(socket);
    }

    /// <summary>Gives the place back.</summary>
    internal static void LetGo() => Interlocked.Decrement(ref _threads);

    /// <summary>Waits for bytes, unless there may be some already.</summary>
    internal void Wait()
    {
        if (_isDrained)
        {
            socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
            _isDrained = false;
        }
    }

    /// <summary>Takes what has arrived.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="count">The bytes; 0 at the end.</param>
    /// <returns>Whether anything has.</returns>
    /// <exception cref="SocketException">The connection failed.</exception>
    internal bool TryReceive(Span<byte> buffer, out int count)
    {
        count = socket.Receive(buffer, SocketFlags.None, out var error);
        return Judge(error, count, buffer.Length);
    }

    /// <summary>Takes what has arrived into two places, one after the other.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="count">The bytes; 0 at the end.</param>
    /// <returns>Whether anything has.</returns>
    /// <exception cref="SocketException">The connection failed.</exception>
    internal bool TryReceive(ArraySegment<byte> first, ArraySegment<byte> second, out int count)
    {
        (_parts[0], _parts[1]) = (first, second);
        count = socket.Receive(_parts, SocketFlags.None, out var error);
        Array.Clear(_parts);
        return Judge(error, count, first.Count + second.Count);
    }

    bool Judge(SocketError error, int count, int wanted)
    {
        if (error == SocketError.WouldBlock)
        {
            _isDrained = true;
            return false;
        }

        // The end is no reason to wait for more.
        _isDrained = count > 0 && count < wanted;
        return error == SocketError.Success ? true : throw new SocketException((int)error);
    }
}
