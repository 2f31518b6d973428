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
        var isRead = ReadFields(root, schema, new ReadWindow(0, schema.MaxLength, null, null, 1)) && _stop is null;
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

    bool Malformed(FieldNode node, FrameErrorKind kind, string reason, long offset) =>
        Stop(node, FrameReadResult.Malformed(Error(node, kind, reason), offset));

    static FrameError Error(FieldNode node, FrameErrorKind kind, string reason) =>
        new(node.Enclosing?.Frame?.Name ?? node.Schema.Name, node.ErrorName, kind, reason);

    static FrameError TooLong(FieldNode node) =>
        Error(node, FrameErrorKind.LimitExceeded, $"the frame would be longer than {node.Enclosing?.Frame?.MaxLength} bytes (MaxLength)");

    static FrameError EndsInside(FieldNode node) =>
        Error(node, FrameErrorKind.LengthMismatch, "the length ends inside what it measures");

    /// <summary>Whether a number of bytes can be had from the position on; if not, reading stops.</summary>
    bool Need(FieldNode node, long count, in ReadWindow window)
    {
        if (count > window.End - _position)
        {
            return Stop(node, FrameReadResult.Malformed(window.EndError ?? TooLong(node), _position));
        }

        var missing = count - (input.Length - _position);
        return missing <= 0 || Stop(node, FrameReadResult.NeedMore(missing));
    }

    /// <summary>
    /// As <see cref="Need"/>, but when only the input is too short, reading goes on: the answer is settled, and what comes is for the
    /// sake of the partial tree.
    /// </summary>
    bool NeedOrGoOn(FieldNode node, long count, in ReadWindow window) =>
        Need(node, count, window) || _stop!.Value.Status == FrameReadStatus.NeedMore;

    /// <summary>Moves past a number of bytes. When the input is too short it moves to its end, so that the partial tree shows
    /// them.</summary>
    bool Take(FieldNode node, long count, in ReadWindow window)
    {
        if (Need(node, count, window))
        {
            _position += (int)count;
            return true;
        }

        if (count > input.Length - _position && _stop!.Value.Status == FrameReadStatus.NeedMore)
        {
            _position = input.Length;
        }

        return false;
    }

    bool ReadFields(FieldNode frame, FrameSchema schema, in ReadWindow window)
    {
        var run = new FrameRun(schema);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            var field = schema.Fields[i];
            var node = frame.Add(new FieldNode(field) { Layout = FieldLayout.At(Bits(_position)) });
            node.IsPresent = IsPresent(frame, field);
            if (!(node.IsPresent ? ReadPresent(node, run, window) : SkipAbsent(node, run, window)))
            {
                MarkIncomplete(node);
                return false;
            }

            if (!VerifyChecksums(frame, run, i))
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

    bool SkipAbsent(FieldNode node, FrameRun run, in ReadWindow window)
    {
        run.Starts[node.Index] = run.Ends[node.Index] = _position;
        if (!OpenRegions(node, run, window))
        {
            return false;
        }

        var announced = node.DirectLength() is { } length
            ? length.Number - length.Schema.Adjust
            : node.Schema.Extent == Extent.CountField ? Count(node) : 0;
        return announced == 0
            ? CloseRegions(node, run)
            : Malformed(node, FrameErrorKind.LengthMismatch, $"the field is absent and its length or count {announced}", _position);
    }

    bool ReadPresent(FieldNode node, FrameRun run, in ReadWindow window)
    {
        var field = node.Schema;
        var isInGroup = field.BitGroupBytes > 0;
        var startsGroup = isInGroup && field.BitShift + field.BitWidth == field.BitGroupBytes * 8;
        var endsGroup = isInGroup && field.BitShift == 0;
        var isConditional = field.Condition is not null;

        // The padding of a conditional field comes and goes with it, so it belongs to what covers or measures the field.
        if (isConditional && !OpenRegions(node, run, window))
        {
            return false;
        }

        run.Starts[node.Index] = _position;
        if (!isInGroup || startsGroup)
        {
            if (!ReadPadding(node, run.Narrow(window), isBefore: true))
            {
                return false;
            }

            node.Layout = FieldLayout.At(Bits(_position)) with { Padded = node.Layout.Padded };
        }

        if (!isConditional)
        {
            run.Starts[node.Index] = isInGroup && !startsGroup ? run.GroupStart : _position;
            if (!OpenRegions(node, run, window))
            {
                return false;
            }
        }

        if (!(isInGroup ? ReadBitField(node, startsGroup, run, window) : ReadValue(node, run.Narrow(window))))
        {
            return false;
        }

        if (!isInGroup)
        {
            node.Layout = node.Layout with { End = Bits(_position), PaddedEnd = Bits(_position) };
        }

        run.Ends[node.Index] = _position;
        if (!isConditional && !CloseRegions(node, run))
        {
            return false;
        }

        if ((!isInGroup || endsGroup) && !ReadPadding(node, run.Narrow(window), isBefore: false))
        {
            return false;
        }

        if (!isConditional)
        {
            return true;
        }

        run.Ends[node.Index] = _position;
        return CloseRegions(node, run);
    }

    bool ReadPadding(FieldNode node, in ReadWindow window, bool isBefore)
    {
        var field = node.Schema;
        var padding = isBefore ? field.PaddingBefore : field.PaddingAfter;
        return ReadZeros(node, padding, window)
            && ReadZeros(node, PaddingTo(isBefore ? field.AlignBefore : field.AlignAfter, _position - window.Origin), window);
    }

    bool ReadZeros(FieldNode node, int count, in ReadWindow window)
    {
        var start = _position;
        if (!Take(node, count, window))
        {
            return false;
        }

        var garbage = input.AsSpan(start, count).IndexOfAnyExcept((byte)0);
        if (garbage >= 0)
        {
            _position = start;
            return Malformed(node, FrameErrorKind.NotCanonical, $"padding is 0x{input[start + garbage]:x2} and must be zero", start);
        }

        node.Layout = node.Layout with { PaddedEnd = Bits(_position) };
        return true;
    }
}
