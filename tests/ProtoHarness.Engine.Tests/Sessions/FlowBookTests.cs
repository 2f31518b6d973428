using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>What both ends say of a flow, compared as it comes, against two lists that are compared at the end.</summary>
public sealed class FlowBookTests
{
    [Property(MaxTest = 1000)]
    public static bool It_comes_to_what_two_lists_come_to(byte[] bytes, PositiveInt[] sizes, bool[] turns, NonNegativeInt wrong, bool isWrong)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        byte[] received = [.. bytes];
        if (isWrong && received.Length > 0)
        {
            received[wrong.Get % received.Length] ^= 1;
        }

        var book = new FlowBook();
        var (sent, taken) = (new List<byte>(), new List<byte>());
        foreach (var (size, isSent) in sizes.Zip(turns))
        {
            var (from, to) = isSent ? (bytes, sent) : (received, taken);
            var part = from.AsSpan(to.Count, Math.Min(size.Get, from.Length - to.Count));
            book.Add(part, isSent);
            to.AddRange(part);
        }

        var same = sent.Zip(taken).TakeWhile(pair => pair.First == pair.Second).Count();
        var expected = same == Math.Min(sent.Count, taken.Count) ? ((long, byte, byte)?)null : (same, sent[same], taken[same]);
        return book.Wrong == expected && book.Sent == sent.Count && book.Received == taken.Count;
    }

    [Property(MaxTest = 100)]
    public static bool It_comes_to_the_same_for_long_flows(PositiveInt[] sizes, NonNegativeInt seed)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var book = new FlowBook();
        var bytes = new byte[sizes.Sum(size => 1000 * size.Get)];
        new Random(seed.Get).NextBytes(bytes);
        book.Add(bytes, isSent: true);
        var at = 0;
        foreach (var size in sizes)
        {
            book.Add(bytes.AsSpan(at, 1000 * size.Get), isSent: false);
            at += 1000 * size.Get;
        }

        book.Add([7], isSent: false);
        return book is { Wrong: null, Ended: false } && book.Sent == bytes.Length && book.Received == bytes.Length + 1;
    }
}
