using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>An end in memory that carries datagrams. Nobody waits to write: what finds no room is lost, as in a socket's buffers.</summary>
sealed partial class MemoryEnd
{
    bool CarriesDatagrams => _link.Kind == ConnectionKind.Datagram;

    bool TryReceive(Memory<byte> buffer, out IoOutcome outcome)
    {
        outcome = default;
        var now = _link.Now;
        if (_in.TakeDatagram(buffer.Span, now) is { } length)
        {
            _link.Observer.Observe(TraceKind.Read, _link.Number, IsServer, buffer.Span[..length]);
            outcome = new IoOutcome(length, null);
            return true;
        }

        if (_in.IsAtEnd(now))
        {
            _link.Observer.Observe(TraceKind.End, _link.Number, IsServer, default);
            outcome = new IoOutcome(-1, null);
            return true;
        }

        return false;
    }

    void Send(ReadOnlyMemory<byte> datagram)
    {
        _link.Observer.Observe(TraceKind.Write, _link.Number, IsServer, datagram.Span);
        if (!Peer.IsClosed && !_finished && _out.Buffered + datagram.Length <= MemoryLink.DatagramCapacity)
        {
            _out.Write(datagram.Span, _link.Now);
            Peer._read.QueueWake();
        }
    }
}
