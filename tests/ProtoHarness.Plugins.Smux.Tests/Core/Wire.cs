using System.Buffers.Binary;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Frames by hand, as a hostile peer would write them.</summary>
static class Wire
{
    internal static byte[] Frame(int version, int command, uint id, int length, params ReadOnlySpan<byte> payload)
    {
        var frame = new byte[8 + payload.Length];
        frame[0] = (byte)version;
        frame[1] = (byte)command;
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2), (ushort)length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), id);
        payload.CopyTo(frame.AsSpan(8));
        return frame;
    }

    internal static byte[] Syn(uint id, int version = 1) => Frame(version, 0, id, 0);

    internal static byte[] Fin(uint id, int version = 1) => Frame(version, 1, id, 0);

    internal static byte[] Psh(uint id, ReadOnlySpan<byte> data, int version = 1) => Frame(version, 2, id, data.Length, data);

    internal static byte[] Nop(int version = 1) => Frame(version, 3, 0, 0);

    internal static byte[] Upd(uint id, uint consumed, uint window)
    {
        Span<byte> payload = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, consumed);
        BinaryPrimitives.WriteUInt32LittleEndian(payload[4..], window);
        return Frame(2, 4, id, 8, payload);
    }

    /// <summary>Reads frames back: "SYN 3", "PSH 3 5", "UPD 3 10 65536".</summary>
    internal static List<string> Parse(ReadOnlySpan<byte> bytes)
    {
        var frames = new List<string>();
        while (!bytes.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]);
            var id = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            var payload = bytes.Slice(8, length);
            frames.Add(bytes[1] switch
            {
                0 => $"SYN {id}",
                1 => $"FIN {id}",
                2 => $"PSH {id} {length}",
                3 => $"NOP {id}",
                _ => $"UPD {id} {BinaryPrimitives.ReadUInt32LittleEndian(payload)} {BinaryPrimitives.ReadUInt32LittleEndian(payload[4..])}",
            });
            bytes = bytes[(8 + length)..];
        }

        return frames;
    }
}
