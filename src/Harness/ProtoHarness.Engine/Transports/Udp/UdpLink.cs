using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>Two sockets that send each other datagrams and are both ours, so that the one learns when the other has gone.</summary>
sealed class UdpLink(ISessionObserver observer, int number, TimeProvider time, long start) : ILineControl
{
    public ISessionObserver Observer { get; } = observer;

    public int Number { get; } = number;

    public FaultLine ToServer { get; } = new(ConnectionKind.Datagram);

    public FaultLine ToClient { get; } = new(ConnectionKind.Datagram);

    public TimeProvider Time { get; } = time;

    public long Now => Time.GetElapsedTime(start).Ticks;

    public UdpEnd? Client { get; set; }

    public UdpEnd? Server { get; set; }

    /// <summary>One end has gone: what it sent is in the other's socket already.</summary>
    public void Gone(UdpEnd end) => (ReferenceEquals(end, Client) ? Server : Client)?.PeerHasGone();

    public void Reset() => Close();

    public void Close()
    {
        Client?.PeerHasGone();
        Server?.PeerHasGone();
    }

    public void Silence()
    {
        ToServer.IsSilent = true;
        ToClient.IsSilent = true;
    }

    public bool JumpClock(TimeSpan by) => false;
}
