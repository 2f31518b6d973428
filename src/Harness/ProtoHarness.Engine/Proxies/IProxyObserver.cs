using System.Net;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Proxies;

/// <summary>Who is told what passes a proxy. Called from several threads at once, for one direction of one connection in order.</summary>
public interface IProxyObserver
{
    /// <summary>Whether <see cref="Came"/> and <see cref="Passed"/> are to be called.</summary>
    bool SeesBytes { get; }

    /// <summary>A connection was accepted.</summary>
    /// <param name="connection">Its number, from 1.</param>
    /// <param name="client">Who connected.</param>
    /// <param name="faults">The faults on it.</param>
    void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults);

    /// <summary>Bytes came, before the faults.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="bytes">The bytes; valid during the call.</param>
    void Came(int connection, Direction direction, ReadOnlySpan<byte> bytes);

    /// <summary>Bytes were sent on, behind the faults.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="bytes">The bytes; valid during the call. None: the end of the direction.</param>
    void Passed(int connection, Direction direction, ReadOnlySpan<byte> bytes);

    /// <summary>A connection has ended.</summary>
    /// <param name="report">What became of it.</param>
    void Closed(ProxyReport report);
}
