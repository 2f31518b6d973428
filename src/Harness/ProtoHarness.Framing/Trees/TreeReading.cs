namespace ProtoHarness.Framing;

/// <summary>One run of <see cref="FrameTreeReader"/>: the input, the position, and the first reason to stop.</summary>
sealed partial class TreeReading(byte[] input)
{
    int _position;
    FrameReadResult? _stop;
    FieldNode? _stoppedAt;

    internal FrameTreeReadResult Read(FrameSchema schema)
    {
        var root = FrameTree.NewRoot(schema);
        var isRead = ReadFields(root, schema, new ReadWindow(0, null, schema.MaxLength, 0)) && _stop is null;
        root.IsComplete = isRead;
        root.Layout = new(0, 0, 0, Bits(_position), Bits(_position), Bits(_position));
        return new(isRead ? FrameReadResult.Complete(_position) : _stop!.Value, new FrameTree(schema, root), isRead ? null : _stoppedAt);
    }

    internal static int PaddingTo(int align, long offset) => align > 1 ? (int)((align - (offset % align)) % align) : 0;

    static long Bits(long bytes) => bytes * 8;

    /// <summary>Ends reading. The first reason is the answer; later ones only tell how far the partial tree came.</summary>
    bool Stop(FieldNode node, FrameReadResult result)
    {
        _stop ??= result;
        _stoppedAt = node;
        return false;
    }

    bool Malformed(FieldNode node, FrameErrorKind kind, string reason, long offset)
    {
        var frame = node.Enclosing?.Frame?.Name ?? node.Schema.Name;
        return Stop(node, FrameReadResult.Malformed(new(frame, node.ErrorName, kind, reason), offset));
    }

    /// <summary>Whether a number of bytes can be had from the position on; if not, reading stops.</summary>
    bool Need(FieldNode node, long count, in ReadWindow window, long offset)
    {
        if (!Fits(node, count, window, offset))
        {
            return false;
        }

        var missing = count - (input.Length - _position);
        return missing <= 0 || Stop(node, FrameReadResult.NeedMore(missing));
    }

    /// <summary>Whether a number of bytes fits what encloses it; the input may still be too short.</summary>
    bool Fits(FieldNode node, long count, in ReadWindow window, long offset)
    {
        if (window.End is { } end && count > end - _position)
        {
            var reason = $"{count} bytes go beyond the enclosing length, which leaves {end - _position}";
            return Malformed(node, FrameErrorKind.LengthMismatch, reason, offset);
        }

        return count <= window.Limit - _position
            || Malformed(node, FrameErrorKind.LimitExceeded, $"{count} bytes go beyond the longest frame (MaxLength)", offset);
    }

    bool ReadFields(FieldNode frame, FrameSchema schema, in ReadWindow window)
    {
        var run = new FrameRun(schema.Fields.Count);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            var node = frame.Add(new FieldNode(field) { Layout = FieldLayout.At(Bits(_position)) });
            node.IsPresent = IsPresent(frame, field);
            if (!(node.IsPresent ? ReadPresent(node, i, run, window) : SkipAbsent(node, i, run, window)))
            {
                MarkIncomplete(node);
                return false;
            }

            if (!VerifyChecksums(frame, schema, i, run))
            {
                return false;
            }
        }

        return true;
    }

    void MarkIncomplete(FieldNode node)
    {
        node.IsComplete = false;
        if (node.Schema.BitGroupBytes > 0 && node.Length > 0)
        {
            return;
        }

        var end = Math.Max(Bits(_position), node.Layout.End);
        node.Layout = node.Layout with { ContentEnd = Math.Max(end, node.Layout.ContentEnd), End = end, PaddedEnd = end };
    }

    static bool IsPresent(FieldNode frame, FieldSchema field) =>
        field.Condition is not { } condition
        || (frame.Find(condition.Field) is { } deciding && FieldBits.Holds(condition, deciding.Schema, deciding.Bits));

    bool SkipAbsent(FieldNode node, int index, FrameRun run, in ReadWindow window)
    {
        run.Starts[index] = run.Ends[index] = _position;
        return OpenRuns(node, run, window) && CloseRuns(node, run);
    }

    bool ReadPresent(FieldNode node, int index, FrameRun run, in ReadWindow window)
    {
        var field = node.Schema;
        var isInGroup = field.BitGroupBytes > 0;
        var startsGroup = isInGroup && field.BitShift + field.BitWidth == field.BitGroupBytes * 8;
        var endsGroup = isInGroup && field.BitShift == 0;
        var opensPlace = !isInGroup || startsGroup;
        if (opensPlace && !ReadPadding(node, run.Narrow(window), isBefore: true))
        {
            return false;
        }

        if (opensPlace)
        {
            node.Layout = FieldLayout.At(Bits(_position)) with { Padded = node.Layout.Padded };
        }

        run.Starts[index] = startsGroup || !isInGroup ? _position : run.GroupStart;
        if (!OpenRuns(node, run, window))
        {
            return false;
        }

        if (!(isInGroup ? ReadBitField(node, startsGroup, run, window) : ReadValue(node, run.Narrow(window))))
        {
            return false;
        }

        if (!isInGroup)
        {
            node.Layout = node.Layout with { End = Bits(_position), PaddedEnd = Bits(_position) };
        }

        run.Ends[index] = _position;
        return CloseRuns(node, run) && ((isInGroup && !endsGroup) || ReadPadding(node, run.Narrow(window), isBefore: false));
    }

    bool ReadPadding(FieldNode node, in ReadWindow window, bool isBefore)
    {
        var field = node.Schema;
        var fixedBytes = isBefore ? field.PaddingBefore : field.PaddingAfter;
        var align = isBefore ? field.AlignBefore : field.AlignAfter;
        var count = fixedBytes + PaddingTo(align, _position + fixedBytes - window.Origin);
        if (count == 0)
        {
            return true;
        }

        if (!Need(node, count, window, _position))
        {
            _position = input.Length < _position + count && _stop!.Value.Status == FrameReadStatus.NeedMore ? input.Length : _position;
            return false;
        }

        var garbage = input.AsSpan(_position, count).IndexOfAnyExcept((byte)0);
        if (garbage >= 0)
        {
            var reason = $"padding is 0x{input[_position + garbage]:x2} and must be zero";
            return Malformed(node, FrameErrorKind.NotCanonical, reason, _position);
        }

        _position += count;
        node.Layout = node.Layout with { PaddedEnd = Bits(_position) };
        return true;
    }
}
