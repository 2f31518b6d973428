using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>Who sees what happens on the connections of a session.</summary>
interface ISessionObserver
{
    /// <summary>Held while an event is written down. A transport that holds it for its own sake saves each event a lock.</summary>
    Lock Gate { get; }

    /// <summary>Something happened.</summary>
    /// <param name="kind">What.</param>
    /// <param name="connection">The connection's number, from 1.</param>
    /// <param name="isServer">At which end.</param>
    /// <param name="bytes">The bytes concerned; valid during the call.</param>
    void Observe(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes);

    /// <summary>A role reads or writes; counts the operation, on which a cancellation may be due.</summary>
    void CountOperation();

    /// <summary>The faults of a new connection.</summary>
    /// <param name="connection">The connection's number, from 1.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="control">What a fault can do to the connection.</param>
    /// <param name="line">Takes the faults.</param>
    /// <returns>What shall become of the attempt to connect.</returns>
    ConnectDecision Arm(int connection, Direction direction, ILineControl control, FaultLine line);

    /// <summary>The harness has run out of what the session needs; whatever comes of it says nothing of the roles.</summary>
    /// <param name="reason">What has run out, and what can be done.</param>
    void GiveUp(string reason);
}
