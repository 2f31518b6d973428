using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>For a connection under another one: its bytes are nobody's business, its faults are.</summary>
/// <param name="observer">Who has the faults.</param>
sealed class QuietObserver(ISessionObserver observer) : ISessionObserver
{
    public Lock Gate => observer.Gate;

    public void Observe(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes)
    {
    }

    public void CountOperation()
    {
    }

    public ConnectDecision Arm(int connection, Direction direction, ILineControl control, FaultLine line) => observer.Arm(connection, direction, control, line);

    public void GiveUp(string reason) => observer.GiveUp(reason);
}
