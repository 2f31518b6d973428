using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>A socket that sends to itself: whoever waits for sockets waits for this one too, and any thread can wake it.</summary>
sealed class SocketBell
{
    static readonly ConcurrentBag<SocketBell> Free = [];
    static readonly byte[] Ping = [1];

    SocketBell()
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Socket.Connect(Socket.LocalEndPoint!);
    }

    /// <summary>Readable when somebody has rung.</summary>
    public Socket Socket { get; }

    /// <summary>Takes one for a while.</summary>
    /// <returns>A bell, one that was given back when there is one.</returns>
    /// <exception cref="SocketException">The machine has no socket left.</exception>
    public static SocketBell Take() => Free.TryTake(out var bell) ? bell : new SocketBell();

    /// <summary>Gives it back. A late ring wakes the next one who has it, for nothing.</summary>
    public void Return() => Free.Add(this);

    /// <summary>Wakes. One that nobody has heard yet is enough, so it does not matter when the machine drops one.</summary>
    public void Ring() => Socket.Send(Ping, SocketFlags.None, out _);

    /// <summary>Takes what was rung.</summary>
    public void Hear()
    {
        Span<byte> pings = stackalloc byte[Ping.Length];
        SocketError error;
        do
        {
            Socket.Receive(pings, SocketFlags.None, out error);
        }
        while (error == SocketError.Success);
    }
}
