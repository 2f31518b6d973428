using System.Buffers;
using System.Buffers.Binary;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>What a server does with one stream. Each ends with the stream's end, and throws when it was cut.</summary>
static class StreamServices
{
    const int BufferSize = 65_536;

    /// <summary>Sends back what comes, and ends when the peer does.</summary>
    internal static async Task EchoAsync(SmuxStream stream, StreamTally tally, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(BufferSize);
        var buffer = owner.Memory[..BufferSize];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            tally.Received(buffer.Span[..count]);
            tally.Sent(buffer.Span[..count]);
            await stream.WriteAsync(buffer[..count], cancellation);
        }

        tally.Ended();
        stream.CloseWrite();
    }

    /// <summary>Reads a length (eight bytes, big-endian) and as many bytes, and answers with their CRC-32C in eight bytes, or with 0 when it does not sum.</summary>
    internal static async Task SinkAsync(SmuxStream stream, StreamTally tally, bool sums, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(BufferSize);
        var buffer = owner.Memory[..BufferSize];
        var left = await ReadNumberAsync(stream, tally, cancellation);
        var sum = Crc32C.Start();
        while (left > 0)
        {
            var count = await stream.ReadAsync(buffer[..(int)Math.Min((ulong)buffer.Length, left)], cancellation);
            EndOfStreamIf(count == 0, stream, left);
            tally.Received(buffer.Span[..count]);
            left -= (ulong)count;
            if (sums)
            {
                sum.Add(buffer.Span[..count]);
            }
        }

        await WriteNumberAsync(stream, sums ? sum.Value : 0, tally, cancellation);
        await DrainAsync(stream, buffer, tally, cancellation);
    }

    /// <summary>Reads a length (eight bytes, big-endian) and sends as many bytes of <see cref="Pattern"/>.</summary>
    internal static async Task SourceAsync(SmuxStream stream, StreamTally tally, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(BufferSize);
        var buffer = owner.Memory[..BufferSize];
        var length = (long)await ReadNumberAsync(stream, tally, cancellation);
        for (long at = 0; at < length;)
        {
            var part = buffer[..(int)Math.Min(buffer.Length, length - at)];
            Pattern.Fill(part.Span, at, length);
            tally.Sent(part.Span);
            await stream.WriteAsync(part, cancellation);
            at += part.Length;
        }

        stream.CloseWrite();
        await DrainAsync(stream, buffer, tally, cancellation);
    }

    /// <summary>Answers each <c>RAND</c> with a random number: eight bytes, big-endian, never 0.</summary>
    internal static async Task RandAsync(SmuxStream stream, StreamTally tally, Func<long> next, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(16);
        var word = owner.Memory[..4];
        while (await stream.ReadAtLeastAsync(word, word.Length, throwOnEndOfStream: false, cancellation) is > 0 and var count)
        {
            tally.Received(word.Span[..count]);
            if (!word.Span[..count].SequenceEqual("RAND"u8))
            {
                throw new ProtocolException($"stream {stream.Id}: the random-number service was asked for something else than RAND");
            }

            await WriteNumberAsync(stream, (ulong)next() | 1, tally, cancellation);
        }

        tally.Ended();
        stream.CloseWrite();
    }

    internal static async ValueTask<ulong> ReadNumberAsync(SmuxStream stream, StreamTally tally, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(sizeof(ulong));
        var number = owner.Memory[..sizeof(ulong)];
        var count = await stream.ReadAtLeastAsync(number, number.Length, throwOnEndOfStream: false, cancellation);
        EndOfStreamIf(count < number.Length, stream, (ulong)(number.Length - count));
        tally.Received(number.Span);
        return BinaryPrimitives.ReadUInt64BigEndian(number.Span);
    }

    internal static async ValueTask WriteNumberAsync(SmuxStream stream, ulong value, StreamTally tally, CancellationToken cancellation)
    {
        using var owner = tally.Memory.Rent(sizeof(ulong));
        var number = owner.Memory[..sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number.Span, value);
        tally.Sent(number.Span);
        await stream.WriteAsync(number, cancellation);
    }

    internal static async ValueTask DrainAsync(SmuxStream stream, Memory<byte> buffer, StreamTally tally, CancellationToken cancellation)
    {
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            tally.Received(buffer.Span[..count]);
        }

        tally.Ended();
    }

    static void EndOfStreamIf(bool isEnd, SmuxStream stream, ulong missing)
    {
        if (isEnd)
        {
            throw new ProtocolException($"stream {stream.Id} ended with {missing} bytes missing");
        }
    }
}
