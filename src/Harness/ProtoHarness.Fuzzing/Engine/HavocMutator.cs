using System.Numerics;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Small blind changes, a few at once: bits, bytes, integers, blocks, tokens, parts of other inputs.</summary>
/// <param name="tokens">The dictionary.</param>
public sealed class HavocMutator(TokenDictionary tokens) : IMutator
{
    const int MaxStacked = 8;
    const int LongBlock = 1024;

    static readonly long[] Boundaries =
    [
        0, 1, -1, 2, 4, 8, 16, 32, 64, 100, 127, 128, -128, 255, 256, 512, 1000, 1024, 4096, 32767, 32768, -32768, 65535, 65536,
        0x7FFFFFFF, 0x80000000, -0x80000000L, 0xFFFFFFFF, long.MaxValue, long.MinValue,
    ];

    /// <inheritdoc/>
    public bool Mutate(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(random);

        // Mostly one or two changes, sometimes many: each number half as often as the one before.
        var count = 1 + BitOperations.TrailingZeroCount(random.Next() | (1UL << (MaxStacked - 1)));
        for (var i = 0; i < count; i++)
        {
            Step(buffer, other, random);
        }

        return true;
    }

    void Step(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        if (buffer.Length == 0)
        {
            Grow(buffer, random);
            return;
        }

        switch (random.Below(16))
        {
            case 0 or 1:
                buffer.Span[random.Below(buffer.Length)] ^= (byte)(1 << random.Below(8));
                break;
            case 2 or 3:
                buffer.Span[random.Below(buffer.Length)] = (byte)random.Next();
                break;
            case 4 or 5:
                SetInteger(buffer, random, Boundaries[random.Below(Boundaries.Length)], add: false);
                break;
            case 6 or 7:
                SetInteger(buffer, random, random.Below(70) - 35, add: true);
                break;
            case 8:
                var from = random.Below(buffer.Length);
                buffer.Remove(from, Block(buffer.Length - from, random));
                break;
            case 9:
                Overwrite(buffer, random);
                break;
            case 10:
                var source = random.Below(buffer.Length);
                buffer.InsertCopy(random.Below(buffer.Length + 1), source, Block(buffer.Length - source, random));
                break;
            case 11 when random.OneIn(2):
                Repeat(buffer, random);
                break;
            case 11:
                buffer.Span[random.Below(buffer.Length)] = (byte)('0' + random.Below(10));
                break;
            case 12 or 13:
                PlaceToken(buffer, random);
                break;
            case 14:
                Splice(buffer, other, random);
                break;
            default:
                Grow(buffer, random);
                break;
        }
    }

    static int Block(int available, FuzzRandom random)
    {
        var limit = random.Below(8) switch
        {
            < 4 => 8,
            < 7 => 64,
            _ => LongBlock,
        };
        return 1 + random.Below(Math.Min(available, limit));
    }

    static void SetInteger(MutationBuffer buffer, FuzzRandom random, long value, bool add)
    {
        var width = 1 << random.Below(4);
        if (width > buffer.Length)
        {
            width = 1;
        }

        buffer.SetInteger(random.Below(buffer.Length - width + 1), width, random.OneIn(2), value, add);
    }

    static void Overwrite(MutationBuffer buffer, FuzzRandom random)
    {
        var span = buffer.Span;
        var from = random.Below(span.Length);
        var length = Block(span.Length - from, random);
        var to = random.Below(span.Length - length + 1);
        if (random.OneIn(4))
        {
            span.Slice(to, length).Fill((byte)random.Next());
        }
        else
        {
            span.Slice(from, length).CopyTo(span.Slice(to, length));
        }
    }

    // What nests or piles up only shows when there is much of it.
    static void Repeat(MutationBuffer buffer, FuzzRandom random)
    {
        var from = random.Below(buffer.Length);
        var length = 1 + random.Below(Math.Min(4, buffer.Length - from));
        var run = buffer.Open(from, length << random.Below(9));

        // What is repeated stands behind the run now; from its first copy on the run is twice as long with each.
        var done = Math.Min(length, run.Length);
        buffer.Span.Slice(from + run.Length, done).CopyTo(run);
        for (; done < run.Length; done *= 2)
        {
            run[..Math.Min(done, run.Length - done)].CopyTo(run[done..]);
        }
    }

    void PlaceToken(MutationBuffer buffer, FuzzRandom random)
    {
        if (tokens.Count == 0)
        {
            return;
        }

        var token = tokens[random.Below(tokens.Count)];
        if (token.Length <= buffer.Length && random.OneIn(2))
        {
            token.CopyTo(buffer.Span[random.Below(buffer.Length - token.Length + 1)..]);
        }
        else
        {
            buffer.Insert(random.Below(buffer.Length + 1), token);
        }
    }

    static void Splice(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        if (other.Length == 0)
        {
            return;
        }

        var from = random.Below(other.Length);
        var part = other.Slice(from, Block(other.Length - from, random));
        if (part.Length <= buffer.Length && random.OneIn(2))
        {
            part.CopyTo(buffer.Span[random.Below(buffer.Length - part.Length + 1)..]);
        }
        else
        {
            buffer.Insert(random.Below(buffer.Length + 1), part);
        }
    }

    static void Grow(MutationBuffer buffer, FuzzRandom random)
    {
        var count = 1 + random.Below(random.OneIn(8) ? 128 : 16);

        // The end is where a stream goes on.
        var room = buffer.Open(random.OneIn(3) ? buffer.Length : random.Below(buffer.Length + 1), count);
        if (random.OneIn(2))
        {
            room.Fill((byte)random.Next());
        }
        else
        {
            random.Fill(room);
        }
    }
}
