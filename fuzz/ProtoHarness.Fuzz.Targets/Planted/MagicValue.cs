using System.Buffers.Binary;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A bug behind a magic number of eight bytes.</summary>
public static class MagicValue
{
    /// <summary>The magic number, then any byte above 200.</summary>
    [FuzzTarget(Name = "planted/magic-value", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length >= 12 && BinaryPrimitives.ReadUInt64BigEndian(input) == 0x50524F544F0A1A0B && input[11] > 200)
        {
            throw new PlantedBugException("magic value");
        }
    }
}
