using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ProtoHarness.Framing.Checksums;

/// <summary>
/// CRC-32C (Castagnoli), by the processor where it can. Its instruction answers after three steps and can be started at each, so long input goes through it in three lanes,
/// which are joined by what a lane of zeros would have made of the sum before.
/// </summary>
struct Crc32C : IRunningChecksum
{
    const int Lane = 1024;
    static readonly uint[] LaneOfZeros = MakeLaneOfZeros();

    // Stored inverted, so that the default value is the right start.
    uint _inverted;

    public readonly ulong Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        while (bytes.Length >= 3 * Lane && BitConverter.IsLittleEndian)
        {
            crc = ThreeLanes(crc, MemoryMarshal.Cast<byte, ulong>(bytes[..(3 * Lane)]));
            bytes = bytes[(3 * Lane)..];
        }

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

    static uint ThreeLanes(uint crc, ReadOnlySpan<ulong> words)
    {
        const int Words = Lane / sizeof(ulong);
        var first = words[..Words];
        var second = words[Words..(2 * Words)];
        var third = words[(2 * Words)..];
        var (a, b, c) = (crc, 0u, 0u);
        for (var i = 0; i < Words; i++)
        {
            a = BitOperations.Crc32C(a, first[i]);
            b = BitOperations.Crc32C(b, second[i]);
            c = BitOperations.Crc32C(c, third[i]);
        }

        return BehindZeros(BehindZeros(a) ^ b) ^ c;
    }

    /// <summary>The sum after a lane of zeros.</summary>
    static uint BehindZeros(uint crc)
    {
        ReadOnlySpan<uint> table = LaneOfZeros;
        return table[(int)(crc & 0xFF)] ^ table[256 + (int)((crc >> 8) & 0xFF)] ^ table[512 + (int)((crc >> 16) & 0xFF)] ^ table[768 + (int)(crc >> 24)];
    }

    // The sum is linear: what becomes of each byte of it, at each of its four places, says what becomes of all.
    static uint[] MakeLaneOfZeros()
    {
        var table = new uint[4 * 256];
        for (var i = 0; i < table.Length; i++)
        {
            var crc = (uint)(i & 0xFF) << (8 * (i >> 8));
            for (var zeros = 0; zeros < Lane; zeros += sizeof(ulong))
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            table[i] = crc;
        }

        return table;
    }
}
