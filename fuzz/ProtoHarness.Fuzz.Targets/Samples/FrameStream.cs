using System.Buffers.Binary;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Samples;

/// <summary>
/// A parser of length-prefixed frames by hand, as a target to measure with: a type, a length of two bytes, a payload; the
/// payload of some types is parsed further. It has no bug.
/// </summary>
public static class FrameStream
{
    /// <summary>Reads frames until the input ends or is malformed.</summary>
    [FuzzTarget(Name = "samples/frame-stream")]
    public static void Run(ReadOnlySpan<byte> input) => GC.KeepAlive(Parse(input));

    /// <summary>Reads frames until the input ends or is malformed.</summary>
    /// <returns>A number that depends on all that was read.</returns>
    public static int Parse(ReadOnlySpan<byte> input)
    {
        var state = 17;
        while (input.Length >= 3)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(input[1..]);
            if (length > input.Length - 3)
            {
                return -state;
            }

            var payload = input.Slice(3, length);
            state = (state * 31) + (input[0] switch
            {
                0 => payload.Length,
                1 => Text(payload),
                2 => Numbers(payload),
                3 => Fields(payload),
                4 when payload.Length == 8 => (int)BinaryPrimitives.ReadUInt64LittleEndian(payload),
                5 => RunLength(payload),
                _ => -1,
            });
            input = input[(3 + length)..];
        }

        return state;
    }

    static int Text(ReadOnlySpan<byte> payload)
    {
        var words = 0;
        foreach (var b in payload)
        {
            if (b is >= 0x80 or < 0x20)
            {
                return -1;
            }

            words += b == ' ' ? 1 : 0;
        }

        return words;
    }

    static int Numbers(ReadOnlySpan<byte> payload)
    {
        var total = 0;
        while (payload.Length > 0)
        {
            var value = 0;
            var shift = 0;
            while (payload.Length > 0 && payload[0] >= 0x80 && shift < 28)
            {
                value |= (payload[0] & 0x7F) << shift;
                shift += 7;
                payload = payload[1..];
            }

            if (payload.Length == 0)
            {
                return -1;
            }

            total += value | (payload[0] << shift);
            payload = payload[1..];
        }

        return total;
    }

    static int Fields(ReadOnlySpan<byte> payload)
    {
        var count = 0;
        while (payload.Length >= 2)
        {
            var (tag, size) = (payload[0], payload[1]);
            if (size > payload.Length - 2)
            {
                return -count;
            }

            count += tag switch
            {
                1 => size,
                2 => size == 4 ? 1 : 0,
                3 when size > 2 => payload[2] & 7,
                _ => 100,
            };
            payload = payload[(2 + size)..];
        }

        return count;
    }

    static int RunLength(ReadOnlySpan<byte> payload)
    {
        var total = 0;
        for (var i = 0; i + 1 < payload.Length; i += 2)
        {
            if (payload[i] == 0)
            {
                return total;
            }

            total += payload[i] * payload[i + 1];
            if (total > 4096)
            {
                return -total;
            }
        }

        return total;
    }
}
