using System.Buffers.Binary;

namespace ProtoHarness.Plugins.Smux;

static class SmuxHeaderCodec
{
    internal static SmuxHeader ReadHeader(ReadOnlySpan<byte> input) => new(
        input[0], (SmuxCommand)input[1], BinaryPrimitives.ReadUInt16LittleEndian(input[2..]), BinaryPrimitives.ReadUInt32LittleEndian(input[4..]));

    internal static SmuxUpdate ReadUpdate(ReadOnlySpan<byte> input) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(input), BinaryPrimitives.ReadUInt32LittleEndian(input[4..]));

    internal static void WriteHeader(Span<byte> output, in SmuxHeader header)
    {
        output[0] = header.Version;
        output[1] = (byte)header.Command;
        BinaryPrimitives.WriteUInt16LittleEndian(output[2..], header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(output[4..], header.StreamId);
    }

    internal static void WriteUpdate(Span<byte> output, in SmuxUpdate update)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output, update.Consumed);
        BinaryPrimitives.WriteUInt32LittleEndian(output[4..], update.Window);
    }
}
