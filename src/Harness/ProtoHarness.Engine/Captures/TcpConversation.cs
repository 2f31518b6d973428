using System.Buffers.Binary;

namespace ProtoHarness.Engine.Captures;

/// <summary>One connection as TCP segments over IPv4.</summary>
/// <param name="clientPort">The client's port.</param>
/// <param name="serverPort">The server's port.</param>
/// <param name="send">Takes each packet.</param>
sealed class TcpConversation(int clientPort, int serverPort, Action<byte[]> send) : IPacketConversation
{
    /// <summary>The most bytes of one segment: with both headers a packet stays below 65,535.</summary>
    public const int MaxSegment = 32 * 1024;

    const int HeaderBytes = IpPacket.HeaderLength + 20;

    readonly uint[] _next = [1_000, 2_000];
    readonly bool[] _finished = new bool[2];
    bool _isAsked;
    bool _isOpen;
    bool _isReset;

    /// <summary>Whether both directions have ended, or the connection was broken off.</summary>
    public bool IsOver => _isReset || (_finished[0] && _finished[1]);

    /// <summary>The client's SYN.</summary>
    public void Open()
    {
        if (!_isAsked)
        {
            _isAsked = true;
            Send(0, TcpFlags.Syn, []);
            _next[0]++;
        }
    }

    /// <summary>The server's answer, and the client's to that.</summary>
    public void Accept()
    {
        if (_isOpen)
        {
            return;
        }

        // On sockets the server may notice before the client does.
        Open();
        _isOpen = true;
        Send(1, TcpFlags.Syn | TcpFlags.Ack, []);
        _next[1]++;
        Send(0, TcpFlags.Ack, []);
    }

    /// <summary>Bytes from the client (0) or the server (1).</summary>
    public void Data(int from, ReadOnlySpan<byte> bytes)
    {
        Accept();
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, MaxSegment)];
            Send(from, TcpFlags.Ack | TcpFlags.Psh, part);
            _next[from] += (uint)part.Length;
            bytes = bytes[part.Length..];
        }
    }

    /// <summary>The end of one direction.</summary>
    public void Finish(int from)
    {
        if (!_finished[from] && !_isReset)
        {
            Accept();
            _finished[from] = true;
            Send(from, TcpFlags.Fin | TcpFlags.Ack, []);
            _next[from]++;
            Send(1 - from, TcpFlags.Ack, []);
        }
    }

    /// <summary>The connection is broken off.</summary>
    public void Reset(int from)
    {
        if (!_isReset)
        {
            _isReset = true;
            Send(from, TcpFlags.Rst | TcpFlags.Ack, []);
        }
    }

    void Send(int from, TcpFlags flags, ReadOnlySpan<byte> data)
    {
        var packet = new byte[HeaderBytes + data.Length];
        IpPacket.WriteHeader(packet, IpPacket.Tcp, from);
        var tcp = packet.AsSpan(IpPacket.HeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)(from == 0 ? clientPort : serverPort));
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)(from == 0 ? serverPort : clientPort));
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], _next[from]);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], flags.HasFlag(TcpFlags.Ack) ? _next[1 - from] : 0);
        tcp[12] = 5 << 4;
        tcp[13] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        data.CopyTo(tcp[20..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], IpPacket.Checksum(packet));
        send(packet);
    }
}
