namespace ProtoHarness.Plugins.Smux;

/// <summary>The bytes of one stream that arrived and are not read yet.</summary>
struct SmuxReceiveQueue
{
    SmuxChunk? _head;
    SmuxChunk? _tail;

    /// <summary>The bytes held.</summary>
    internal int Length { get; private set; }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="expected">How many more of the same frame are to come, so that the chunk is large enough for them.</param>
    /// <param name="pool">Where chunks come from.</param>
    internal void Append(ReadOnlySpan<byte> bytes, int expected, SmuxChunkPool pool)
    {
        while (!bytes.IsEmpty)
        {
            if (_tail is not { Room: > 0 } tail)
            {
                tail = pool.Rent(Math.Max(Length, bytes.Length + expected));
                if (_tail is null)
                {
                    _head = tail;
                }
                else
                {
                    _tail.Next = tail;
                }

                _tail = tail;
            }

            var count = Math.Min(bytes.Length, tail.Room);
            bytes[..count].CopyTo(tail.Memory.Span[tail.End..]);
            tail.End += count;
            Length += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Takes bytes from the front.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="pool">Where emptied chunks go.</param>
    /// <returns>The bytes taken: the lesser of what is held and what fits.</returns>
    internal int Take(Span<byte> destination, SmuxChunkPool pool)
    {
        var taken = 0;
        while (taken < destination.Length && _head is { } head)
        {
            var count = Math.Min(destination.Length - taken, head.End - head.Start);
            head.Memory.Span.Slice(head.Start, count).CopyTo(destination[taken..]);
            head.Start += count;
            taken += count;
            if (head.Start == head.End)
            {
                RemoveHead(head, pool);
            }
        }

        Length -= taken;
        return taken;
    }

    /// <summary>Drops everything.</summary>
    /// <param name="pool">Where chunks go.</param>
    /// <returns>The bytes dropped.</returns>
    internal int Clear(SmuxChunkPool pool)
    {
        var dropped = Length;
        while (_head is { } head)
        {
            RemoveHead(head, pool);
        }

        Length = 0;
        return dropped;
    }

    void RemoveHead(SmuxChunk head, SmuxChunkPool pool)
    {
        _head = head.Next;
        if (_head is null)
        {
            _tail = null;
        }

        pool.Return(head);
    }
}
