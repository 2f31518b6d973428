using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>
/// The edge counters. Instrumented code adds one to the byte at <see cref="Base"/> plus the edge's identifier; the engine
/// buckets and clears. One map a process, from which each instrumented target reserves its own range.
/// </summary>
public static unsafe class CoverageMap
{
    /// <summary>The bytes of a map that this process allocates itself; memory is taken only for the pages that are touched.</summary>
    public const int Capacity = 1 << 24;

    /// <summary>Ranges start at multiples of this many bytes, so that whole vectors can be compared.</summary>
    public const int Alignment = 64;

    /// <summary>
    /// The counters. A <c>static readonly</c> pointer becomes a constant in optimised code, which is why the map has to be placed
    /// (<see cref="CoverageSource.Use"/>) before any instrumented code runs.
    /// </summary>
    public static readonly byte* Base = CoverageSource.Take();

    static readonly Lock Gate = new();
    static int _reserved;

    /// <summary>The bytes of the map.</summary>
    public static int Length => CoverageSource.Length;

    /// <summary>Takes a range of the map for one target.</summary>
    /// <param name="count">The number of counters; rounded up to <see cref="Alignment"/>.</param>
    /// <returns>The range's first identifier.</returns>
    /// <exception cref="InvalidOperationException">The map is full.</exception>
    public static int Reserve(int count)
    {
        lock (Gate)
        {
            var first = _reserved;
            var next = RoundUp(first + (long)count);
            if (next > Length)
            {
                throw new InvalidOperationException(
                    $"the coverage map of {Length} bytes has no room for {count} more counters (in use: {first}); fuzz fewer assemblies in one process");
            }

            _reserved = (int)next;
            return first;
        }
    }

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    /// <param name="count">A number of counters.</param>
    public static long RoundUp(long count) => (count + Alignment - 1) / Alignment * Alignment;

    /// <summary>One range of the map.</summary>
    /// <param name="first">Its first identifier.</param>
    /// <param name="count">The number of counters.</param>
    public static Span<byte> Range(int first, int count) => new(Base + first, count);
}
