using System.Buffers.Binary;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A bug behind a word, a checksum over what follows, and an operation code behind the checksum.</summary>
public static class ChecksummedText
{
    /// <summary>Word of nine bytes, checksum of four, operation code of two, body.</summary>
    [FuzzTarget(Name = "planted/checksum", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 16 || !input[..9].SequenceEqual("HANDSHAKE"u8))
        {
            return;
        }

        if (BinaryPrimitives.ReadUInt32BigEndian(input[9..]) != Sum(input[13..]))
        {
            return;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(input[13..]) == 0xC0DE)
        {
            throw new PlantedBugException("operation behind a checksum");
        }
    }

    static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (var value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
