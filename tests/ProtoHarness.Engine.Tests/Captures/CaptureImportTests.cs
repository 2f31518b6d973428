using System.Buffers.Binary;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Tests.Exports;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Samples;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Captures;

public sealed class CaptureImportTests
{
    static readonly FrameCodec Codec = FrameCodec.Of<SmuxFrame>();
    static readonly byte[] Good = SessionCapture.Write(SessionRunner.Run(SamplePlugin.Session(Codec, 1)));

    [Theory]
    [InlineData("", TransportKind.Memory)]
    [InlineData("* fragment 3", TransportKind.Memory)]
    [InlineData("C>S truncate @20", TransportKind.Memory)]
    [InlineData("", TransportKind.Tcp)]
    public void What_a_capture_of_a_session_says_is_what_crossed(string faults, TransportKind transport)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var result = SessionRunner.Run(SamplePlugin.Session(Codec, seed) with { Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults), Transport = transport });
            var session = Assert.Single(CaptureImport.Read(SessionCapture.Write(result), isDatagram: false).Sessions);

            Assert.Equal(40_000, session.Server.Port);
            Assert.Empty(session.Notes);
            foreach (var direction in result.Directions)
            {
                Assert.Equal(direction.Delivered, Bytes(session, direction.Direction == Direction.ToServer));
            }
        }
    }

    [Fact]
    public void Datagrams_are_taken_one_by_one()
    {
        var result = SessionRunner.Run(SamplePlugin.Session(Codec, 1, ConnectionKind.Datagram));
        var session = Assert.Single(CaptureImport.Read(SessionCapture.Write(result), isDatagram: true, port: 40_000).Sessions);

        Assert.Equal(24, session.Events.Count);
        Assert.Equal(result.Directions[0].Delivered, Bytes(session, isClient: true));
        Assert.Empty(CaptureImport.Read(SessionCapture.Write(result), isDatagram: false).Sessions);
        Assert.Empty(CaptureImport.Read(SessionCapture.Write(result), isDatagram: true, port: 1).Sessions);
    }

    [Property(MaxTest = 200)]
    public void Segments_that_come_twice_late_and_over_each_other_are_the_same_bytes(byte[]? content, int seed)
    {
        byte[] bytes = [1, .. content ?? [], 2];
        var random = new Seed((ulong)(uint)seed).NewRandom();
        var pieces = new List<(int At, int Length)>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = random.Next(1, Math.Min(bytes.Length - at, 7) + 1);
            pieces.Add((at, Math.Min(bytes.Length - at, length + random.Next(3))));
            at += length;
        }

        pieces.AddRange(pieces.Where(_ => random.Next(3) == 0).ToList());
        var order = pieces.OrderBy(_ => random.Next()).ToList();
        var start = (uint)random.NextInt64(1L << 32);
        var packets = order.Select(piece => Pcap.Tcp(start + 1 + (uint)piece.At, TcpFlags.Ack, bytes.AsSpan(piece.At, piece.Length)))
            .Prepend(Pcap.Tcp(start, TcpFlags.Syn, [])).Append(Pcap.Tcp(start + 1 + (uint)bytes.Length, TcpFlags.Fin | TcpFlags.Ack, []));

        var session = Assert.Single(CaptureImport.Read(Pcap.File(packets, little: seed % 2 == 0), isDatagram: false).Sessions);
        Assert.Equal(bytes, Bytes(session, isClient: true));
        Assert.Equal(CapturedEventKind.End, session.Events[^1].Kind);
    }

    [Fact]
    public void What_is_missing_is_said_and_what_comes_behind_it_is_left_out()
    {
        var packets = new[] { Pcap.Tcp(9, TcpFlags.Syn, []), Pcap.Tcp(10, TcpFlags.Ack, "ab"u8), Pcap.Tcp(14, TcpFlags.Ack, "ef"u8) };
        var session = Assert.Single(CaptureImport.Read(Pcap.File(packets, little: true), isDatagram: false).Sessions);

        Assert.Equal("ab"u8.ToArray(), Bytes(session, isClient: true));
        Assert.Contains("bytes of the client are missing", Assert.Single(session.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_that_ends_inside_a_packet_has_those_before()
    {
        var file = Pcap.File([Pcap.Tcp(9, TcpFlags.Syn, []), Pcap.Tcp(10, TcpFlags.Ack, "ab"u8), Pcap.Tcp(12, TcpFlags.Ack, "cd"u8)], little: true);
        var import = CaptureImport.Read(file.AsMemory(0, file.Length - 1), isDatagram: false);

        Assert.Equal("ab"u8.ToArray(), Bytes(Assert.Single(import.Sessions), isClient: true));
        Assert.Contains("ends inside a packet", Assert.Single(import.Notes), StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public void Whatever_the_bytes_they_are_sessions_or_no_capture(byte[]? bytes, int at)
    {
        // Bytes over a capture that is good: what begins at random ends at once.
        var file = Good.ToArray();
        var junk = bytes ?? [];
        var from = (int)((uint)at % file.Length);
        junk.AsSpan(0, Math.Min(junk.Length, file.Length - from)).CopyTo(file.AsSpan(from));
        try
        {
            Assert.True(CaptureImport.Read(file, isDatagram: false).Sessions.Sum(session => session.Events.Sum(one => one.Bytes.Length)) <= file.Length);
        }
        catch (FormatException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    static byte[] Bytes(CapturedSession session, bool isClient) => [.. session.Events.Where(one => one.IsClient == isClient).SelectMany(one => one.Bytes.ToArray())];

    /// <summary>Captures as another program writes them: pcap, with Ethernet around.</summary>
    static class Pcap
    {
        public static byte[] Tcp(uint sequence, TcpFlags flags, ReadOnlySpan<byte> payload)
        {
            var packet = new byte[14 + 40 + payload.Length];
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(12), 0x0800);
            var ip = packet.AsSpan(14);
            IpPacket.WriteHeader(ip, IpPacket.Tcp, 0);
            var tcp = ip[20..];
            BinaryPrimitives.WriteUInt16BigEndian(tcp, 50_000);
            BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], 9000);
            BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
            tcp[12] = 5 << 4;
            tcp[13] = (byte)flags;
            payload.CopyTo(tcp[20..]);
            return packet;
        }

        public static byte[] File(IEnumerable<byte[]> packets, bool little)
        {
            var file = new List<byte>();
            void U32(uint value)
            {
                var bytes = new byte[4];
                if (little)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
                }
                else
                {
                    BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
                }

                file.AddRange(bytes);
            }

            foreach (var value in (uint[])[0xA1B2C3D4, little ? 0x00040002u : 0x00020004, 0, 0, 65_535, 1])
            {
                U32(value);
            }

            foreach (var packet in packets)
            {
                foreach (var value in (uint[])[1_700_000_000, 5, (uint)packet.Length, (uint)packet.Length])
                {
                    U32(value);
                }

                file.AddRange(packet);
            }

            return [.. file];
        }
    }
}
