using System.Buffers.Binary;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A length is believed before it is checked.</summary>
public static class MemoryBomb
{
    /// <summary>A kind, a length of four bytes, and as many bytes are allocated for kind 3.</summary>
    [FuzzTarget(Name = "planted/memory-bomb", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 5 || input[0] != 3)
        {
            return;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(input[1..]);
        if (length <= int.MaxValue)
        {
            var copy = new byte[length];
            input[5..Math.Min(input.Length, 5 + (int)Math.Min(length, 100))].CopyTo(copy);
        }
    }
}
