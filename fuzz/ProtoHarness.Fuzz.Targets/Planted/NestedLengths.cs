using System.Buffers.Binary;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A bug inside six lengths that must each be exact.</summary>
public static class NestedLengths
{
    /// <summary>Each level is a type, a length of two bytes that must reach exactly to the end, and the next level.</summary>
    [FuzzTarget(Name = "planted/nested-lengths", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var rest = input;
        for (var level = 0; level < 6; level++)
        {
            if (rest.Length < 3 || BinaryPrimitives.ReadUInt16BigEndian(rest[1..]) != rest.Length - 3 || rest[0] != 0x30 + level)
            {
                return;
            }

            rest = rest[3..];
        }

        if (rest.Length > 2)
        {
            throw new PlantedBugException("six exact lengths");
        }
    }
}
