using System.Numerics;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Fuzzing.Tests.Engine;

public sealed class MutationBufferTests
{
    const int Capacity = 64;

    static readonly int[] Widths = [1, 2, 4, 8];

    // Each change is done to a list of bytes too, which knows nothing of a capacity but what is cut off here.
    [Property]
    public void Changes_are_those_of_a_list_that_is_cut_where_it_is_full(byte[] start, (byte Kind, byte At, byte From, byte Count)[] changes)
    {
        var buffer = new MutationBuffer(Capacity);
        buffer.Set(start);
        var model = start.Take(Capacity).ToList();
        foreach (var (kind, a, f, c) in changes)
        {
            var at = a % (model.Count + 1);
            var room = Capacity - model.Count;
            switch (kind % 4)
            {
                case 0:
                    var inserted = Enumerable.Range(f, c % 20).Select(i => (byte)i).ToArray();
                    buffer.Insert(at, inserted);
                    model.InsertRange(at, inserted.Take(room));
                    break;
                case 1:
                    var from = f % (model.Count + 1);
                    var count = c % (model.Count - from + 1);
                    buffer.InsertCopy(at, from, count);
                    model.InsertRange(at, model.GetRange(from, Math.Min(count, room)));
                    break;
                case 2:
                    var removed = c % (model.Count - at + 1);
                    buffer.Remove(at, removed);
                    model.RemoveRange(at, removed);
                    break;
                default:
                    var opened = buffer.Open(at, c % 20);
                    opened.Fill(f);
                    model.InsertRange(at, Enumerable.Repeat(f, Math.Min(c % 20, room)));
                    Assert.Equal(Math.Min(c % 20, room), opened.Length);
                    break;
            }

            Assert.Equal(model, buffer.Span.ToArray());
        }
    }

    [Property]
    public void An_integer_is_written_or_added_to_in_its_width_and_order_and_nothing_else_changes(byte[] start, byte place, byte widthAt, bool big, long value, bool add)
    {
        var width = Widths[widthAt % Widths.Length];
        byte[] bytes = [.. start.Take(Capacity - width), .. Enumerable.Range(1, width).Select(i => (byte)(i * 37))];
        var buffer = new MutationBuffer(Capacity);
        buffer.Set(bytes);
        var at = place % (bytes.Length - width + 1);

        buffer.SetInteger(at, width, big, value, add);

        var old = new BigInteger(bytes.AsSpan(at, width), isUnsigned: true, isBigEndian: big);
        var modulus = BigInteger.One << (8 * width);
        var expected = ((value + (add ? old : 0)) % modulus + modulus) % modulus;
        Assert.Equal(expected, new BigInteger(buffer.Span.Slice(at, width), isUnsigned: true, isBigEndian: big));
        Assert.Equal(bytes[..at], buffer.Span[..at].ToArray());
        Assert.Equal(bytes[(at + width)..], buffer.Span[(at + width)..].ToArray());
    }

    [Property]
    public void Havoc_keeps_within_the_capacity_and_is_the_same_for_the_same_seed(byte[] start, byte[] other, ulong seed)
    {
        var tokens = new TokenDictionary();
        tokens.Add("token"u8);
        var mutator = new HavocMutator(tokens);
        var (one, two) = (Mutated(mutator, start, other, seed), Mutated(mutator, start, other, seed));
        Assert.InRange(one.Length, 0, Capacity);
        Assert.Equal(one, two);
    }

    static byte[] Mutated(HavocMutator mutator, byte[] start, byte[] other, ulong seed)
    {
        var buffer = new MutationBuffer(Capacity);
        buffer.Set(start);
        var random = new FuzzRandom(seed);
        for (var i = 0; i < 20; i++)
        {
            mutator.Mutate(buffer, other, random);
        }

        return buffer.Span.ToArray();
    }
}
