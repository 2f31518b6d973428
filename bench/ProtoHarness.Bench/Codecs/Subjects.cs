using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Bench.Codecs;

/// <summary>One measured loop for each frame, direction and author; all have the same shape.</summary>
static class Subjects
{
    public const int Loop = 1000;

    static readonly ReadOnlySequence<byte> Payload = new(new byte[64]);
    static readonly byte[] Destination = new byte[256];

    static Prefixed _prefixed = Prefixed.Create(Payload);
    static Header _header = Header.Create(Command.Push, 77, Payload);
    static Mixed _mixed = Mixed.Create(3, 9, Command.Push, 0x123456, 1234567890123, -5, 2.5, 42, 99, Payload);

    static readonly ReadOnlySequence<byte> PrefixedBytes = Encode(_prefixed);
    static readonly ReadOnlySequence<byte> HeaderBytes = Encode(_header);
    static readonly ReadOnlySequence<byte> MixedBytes = Encode(_mixed);

    // As a pipe hands it out: one segment, and no bare array.
    static readonly ReadOnlySequence<byte> PipedBytes = Segment.Of(HeaderBytes.ToArray());

    public static IReadOnlyList<(string Name, Func<long> Generated, Func<long> ByHand)> All { get; } =
    [
        ("length prefix, read", GeneratedPrefixedRead, HandPrefixedRead),
        ("length prefix, write", GeneratedPrefixedWrite, HandPrefixedWrite),
        ("8-byte header, read", GeneratedHeaderRead, HandHeaderRead),
        ("8-byte header, piped", GeneratedPipedRead, HandPipedRead),
        ("8-byte header, write", GeneratedHeaderWrite, HandHeaderWrite),
        ("12 fields, read", GeneratedMixedRead, HandMixedRead),
        ("12 fields, write", GeneratedMixedWrite, HandMixedWrite),
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedPrefixedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += Prefixed.TryRead(in PrefixedBytes, out var frame).Consumed;
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandPrefixedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Read(in PrefixedBytes, out Prefixed frame);
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedPrefixedWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += _prefixed.Write(Destination);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandPrefixedWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Write(in _prefixed, Destination);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedHeaderRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += Header.TryRead(in HeaderBytes, out var frame).Consumed;
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandHeaderRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Read(in HeaderBytes, out Header frame);
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedPipedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += Header.TryRead(in PipedBytes, out var frame).Consumed;
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandPipedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Read(in PipedBytes, out Header frame);
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedHeaderWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += _header.Write(Destination);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandHeaderWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Write(in _header, Destination);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedMixedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += Mixed.TryRead(in MixedBytes, out var frame).Consumed;
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandMixedRead()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Read(in MixedBytes, out Mixed frame);
            Keep(in frame);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long GeneratedMixedWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += _mixed.Write(Destination);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long HandMixedWrite()
    {
        long sum = 0;
        for (var i = 0; i < Loop; i++)
        {
            sum += ByHand.Write(in _mixed, Destination);
        }

        return sum;
    }

    // The whole frame must be made: without this, what is inlined is only read as far as the loop looks at it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Keep<TFrame>(in TFrame frame)
    {
    }

    static ReadOnlySequence<byte> Encode<TFrame>(TFrame frame)
        where TFrame : Framing.IFrame<TFrame>
    {
        var bytes = new byte[frame.GetEncodedLength()];
        frame.Write(bytes);
        return new(bytes);
    }
}
