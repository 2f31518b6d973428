using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>Lengths and checksums: the fields that say something about other fields.</summary>
sealed partial class TreeReading
{
    /// <summary>Opens the regions whose first field this is, the outermost first, and demands that their bytes are there.</summary>
    bool OpenRegions(FieldNode node, FrameRun run, in ReadWindow window)
    {
        var lengths = node.Parent!.Children
            .Where(length => length.Schema.Role == FieldRole.Length && length.Schema.Target == node.Schema.Name && length.IsPresent
                && !run.Schema.IsDirect(length.Schema))
            .Select(length => (Length: length, Last: run.Schema.IndexOf(length.Schema.TargetEnd ?? length.Schema.Target)))
            .OrderByDescending(static region => region.Last);
        foreach (var (length, last) in lengths)
        {
            var measured = (long)Int128.Clamp(length.Number - length.Schema.Adjust, 0, long.MaxValue);
            if (!NeedOrGoOn(length, measured, run.Narrow(window)))
            {
                return false;
            }

            run.Open(new(length, last, _position + measured, EndsInside(length)));
        }

        return true;
    }

    bool CloseRegions(FieldNode node, FrameRun run)
    {
        foreach (var region in run.Close(node.Index))
        {
            if (_position != region.End)
            {
                return LeftOver(region.Length, region.End, _position);
            }
        }

        return true;
    }

    bool LeftOver(FieldNode node, long end, long offset) =>
        Malformed(node, FrameErrorKind.LengthMismatch, $"{end - _position} bytes of the length are left over", offset);

    /// <summary>A length is judged where it stands: by itself, and by the bounds of the one field that it measures.</summary>
    bool JudgeLength(FieldNode node, long offset)
    {
        var field = node.Schema;
        var measured = node.Number - field.Adjust;
        if (measured < 0 || node.Number < field.MinValue)
        {
            var least = Int128.Max(field.MinValue, field.Adjust);
            return Malformed(node, FrameErrorKind.LengthMismatch,
                $"the length {node.Number} is less than the {least} that what it measures takes", offset);
        }

        var target = node.Enclosing?.Frame is { } frame && frame.IsDirect(field) ? frame.Find(field.Target!) : null;
        return target is not { Kind: FieldKind.Bytes or FieldKind.Text or FieldKind.Custom, Condition: null }
            || JudgeBounds(node, target, measured, offset);
    }

    bool JudgeCount(FieldNode node, long offset)
    {
        var target = node.Schema.Target is { } name ? node.Enclosing?.Frame?.Find(name) : null;
        return target is null or { Condition: not null } || JudgeBounds(node, target, node.Number, offset);
    }

    bool JudgeTag(FieldNode node, FieldSchema union, long offset) =>
        union.Cases.Any(option => FieldBits.Same(node.Schema, option.Tag, node.Bits))
        || Malformed(node, FrameErrorKind.UnknownTag, $"{node.DisplayText} is the tag of no case", offset);

    bool JudgeBounds(FieldNode node, FieldSchema bounded, Int128 length, long offset)
    {
        if (length >= bounded.MinLength && length <= bounded.MaxLength)
        {
            return true;
        }

        var unit = bounded.Kind == FieldKind.Array ? "elements" : "bytes";
        var reason = $"{length} {unit} are outside {bounded.MinLength}..{bounded.MaxLength} (Limit, or what frame and length can hold)";
        return Malformed(node, FrameErrorKind.LimitExceeded, reason, offset);
    }

    /// <summary>Verifies the checksums whose last byte, covered or own, has now been read.</summary>
    bool VerifyChecksums(FieldNode frame, FrameRun run, int index)
    {
        for (var i = 0; i <= index; i++)
        {
            if (run.Schema.Fields[i].Checksum is { } rule && frame.Children[i].IsPresent
                && Math.Max(i, run.Schema.IndexOf(rule.To)) == index
                && !Verify(frame.Children[i], rule, run))
            {
                return false;
            }
        }

        return true;
    }

    bool Verify(FieldNode node, ChecksumRule rule, FrameRun run)
    {
        var (from, to) = (run.Schema.IndexOf(rule.From), run.Schema.IndexOf(rule.To));
        var (start, end) = from < 0 || to < from ? (0, 0) : (run.Starts[from], run.Ends[to]);
        var covered = start < end ? input.AsSpan(start, end - start).ToArray() : [];
        var (ownStart, ownEnd) = ((int)(node.Layout.Start / 8), (int)(node.Layout.End / 8));
        if (ownStart >= start && ownEnd <= end)
        {
            covered.AsSpan(ownStart - start, ownEnd - ownStart).Clear();
        }

        var expected = rule.Compute(new ReadOnlySequence<byte>(covered)) & FieldBits.Mask(node.Schema.BitWidth);
        var actual = node.Bits & FieldBits.Mask(node.Schema.BitWidth);
        return expected == actual
            || Malformed(node, FrameErrorKind.ChecksumMismatch, $"{rule.Name} is 0x{actual:x} and must be 0x{expected:x}", ownStart);
    }
}
