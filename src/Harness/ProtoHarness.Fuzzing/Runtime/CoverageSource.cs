using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>Where the coverage map lies: own memory, or memory that a foreign fuzzer gave us (AFL++'s segment, libFuzzer's counters).</summary>
public static unsafe class CoverageSource
{
    static byte* _given;
    static bool _taken;

    /// <summary>The bytes of the map.</summary>
    public static int Length { get; private set; } = CoverageMap.Capacity;

    /// <summary>Places the map in foreign memory.</summary>
    /// <param name="memory">The memory, zeroed, valid for the life of the process.</param>
    /// <param name="length">Its bytes.</param>
    /// <exception cref="InvalidOperationException">Instrumented code may already hold the address of another map.</exception>
    public static void Use(byte* memory, int length)
    {
        if (_taken)
        {
            throw new InvalidOperationException("the coverage map is already placed; place it before the first target is loaded");
        }

        _given = memory;
        Length = length;
    }

    internal static byte* Take()
    {
        _taken = true;
        return _given != null ? _given : AllocateZeroed(CoverageMap.Capacity);
    }

    // calloc leaves the pages untouched until they are written; memory from AlignedAlloc would have to be cleared by hand.
    static byte* AllocateZeroed(nuint bytes)
    {
        var raw = (nuint)NativeMemory.AllocZeroed(bytes + CoverageMap.Alignment);
        return (byte*)((raw + CoverageMap.Alignment - 1) / CoverageMap.Alignment * CoverageMap.Alignment);
    }
}
