using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>Lengths and checksums: the fields that say something about other fields.</summary>
sealed partial class TreeReading
{
    /// <summary>Opens the runs whose first field this is, and demands that their bytes are there.</summary>
    bool OpenRuns(FieldNode node, FrameRun run, in ReadWindow window)
    {
        foreach (var length in node.Parent!.Children)
        {
            var field = length.Schema;
            if (field.Role != FieldRole.Length || field.Target != node.Schema.Name || !length.IsPresent)
            {
                continue;
            }

            var measured = FieldBits.Number(field, length.Bits) - field.Adjust;
            var inner = run.Narrow(window);
            if (!Fits(length, (long)Int128.Min(measured, long.MaxValue), inner, length.Layout.Start / 8))
            {
                return false;
            }

            run.Open(new(length, field.TargetEnd ?? field.Target, _position + (long)measured));
            if (input.Length - _position < measured)
            {
                // The answer is settled; reading goes on only for the sake of the partial tree.
                Stop(node, FrameReadResult.NeedMore((long)measured - (input.Length - _position)));
            }
        }

        return true;
    }

    bool CloseRuns(FieldNode node, FrameRun run)
    {
        foreach (var open in run.Close(node.Schema.Name))
        {
            if (_position != open.End)
            {
                var reason = $"{open.End - _position} bytes are left over of the length {open.Length.Schema.Name}";
                return Malformed(open.Length, FrameErrorKind.LengthMismatch, reason, open.Length.Layout.Start / 8);
            }
        }

        return true;
    }

    /// <summary>A length is judged where it stands: by itself, and by the bounds of the one field that it measures.</summary>
    bool JudgeLength(FieldNode node, long offset)
    {
        var field = node.Schema;
        var measured = node.Number - field.Adjust;
        if (measured < 0)
        {
            return Malformed(node, FrameErrorKind.LengthMismatch, $"the length {node.Number} is less than the {field.Adjust} that it includes", offset);
        }

        var target = field.Target is null || field.TargetEnd is { } last && last != field.Target ? null : node.Enclosing?.Frame?.Find(field.Target);
        return target is null or not { Kind: FieldKind.Bytes or FieldKind.Text, Extent: Extent.LengthField, Condition: null }
            || JudgeBounds(node, target, measured, offset);
    }

    bool JudgeCount(FieldNode node, long offset)
    {
        var target = node.Schema.Target is { } name ? node.Enclosing?.Frame?.Find(name) : null;
        return target is null or { Condition: not null } || JudgeBounds(node, target, node.Number, offset);
    }

    bool JudgeBounds(FieldNode node, FieldSchema bounded, Int128 length, long offset)
    {
        if (length >= bounded.MinLength && length <= bounded.MaxLength)
        {
            return true;
        }

        var unit = bounded.Kind == FieldKind.Array ? "elements" : "bytes";
        var reason = $"{length} {unit} are outside {bounded.MinLength}..{bounded.MaxLength} (Limit)";
        return Malformed(node, FrameErrorKind.LimitExceeded, reason, offset);
    }

    /// <summary>Verifies the checksums whose last byte, covered or own, has now been read.</summary>
    bool VerifyChecksums(FieldNode frame, FrameSchema schema, int index, FrameRun run)
    {
        for (var i = 0; i <= index; i++)
        {
            if (schema.Fields[i].Checksum is { } rule && frame.Children[i].IsPresent && Ready(schema, i, rule) == index
                && !Verify(frame.Children[i], schema, rule, run))
            {
                return false;
            }
        }

        return true;
    }

    bool Verify(FieldNode node, FrameSchema schema, ChecksumRule rule, FrameRun run)
    {
        var (from, to) = (IndexOf(schema, rule.From), IndexOf(schema, rule.To));
        var (start, end) = from < 0 || to < from ? (0, 0) : ((int)run.Starts[from], (int)run.Ends[to]);
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

    static int Ready(FrameSchema schema, int index, ChecksumRule rule) => Math.Max(index, IndexOf(schema, rule.To));

    static int IndexOf(FrameSchema schema, string name)
    {
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            if (schema.Fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
