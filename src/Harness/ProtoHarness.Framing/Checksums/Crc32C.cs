using System.Buffers.Binary;
using System.Numerics;

namespace ProtoHarness.Framing.Checksums;

/// <summary>CRC-32C (Castagnoli), by the processor where it can.</summary>
struct Crc32C : IRunningChecksum
{
    // Stored inverted, so that the default value is the right start.
    uint _inverted;

    public readonly ulong Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var part in bytes)
        {
            crc = BitOperations.Crc32C(crc, part);
        }

        _inverted = ~crc;
    }
}
