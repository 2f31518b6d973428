using System.Buffers.Binary;
using System.Numerics;

namespace ProtoHarness.Plugins.Smux;

/// <summary>CRC-32C (Castagnoli), the sum that the sink service answers with.</summary>
struct Crc32C
{
    uint _state;

    internal readonly uint Value => ~_state;

    internal static Crc32C Start() => new() { _state = uint.MaxValue };

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }

        _state = state;
    }
}
