namespace ProtoHarness.Framing;

/// <summary>Integers, floats and bit fields.</summary>
sealed partial class TreeReading
{
    bool ReadNumber(FieldNode node, in ReadWindow window)
    {
        var field = node.Schema;
        var start = _position;
        if (field.Kind == FieldKind.VarInt)
        {
            if (!ReadVarInt(node, window, out var raw))
            {
                return false;
            }

            node.Bits = field.ZigZag ? FieldBits.Unfold(raw) : raw;
        }
        else
        {
            var bytes = field.BitWidth / 8;
            if (!StartsLikeConstant(node) || !Take(node, bytes, window))
            {
                return false;
            }

            node.Bits = FieldBits.Normalize(field, FieldBits.Read(input.AsSpan(start, bytes), field.ByteOrder));
        }

        node.Layout = node.Layout with { ContentEnd = Bits(_position), End = Bits(_position), PaddedEnd = Bits(_position) };
        return JudgeNumber(node, start);
    }

    bool JudgeNumber(FieldNode node, long offset)
    {
        var field = node.Schema;
        if (field.Role == FieldRole.Constant)
        {
            var constant = FieldConstant.Bits(field);
            return node.Bits == constant
                || WrongConstant(node, FieldDisplay.OfInteger(field, node.Bits), FieldDisplay.OfInteger(field, constant), offset);
        }

        if (field.Kind == FieldKind.Float)
        {
            return true;
        }

        if (field is { Role: FieldRole.Tag, Target: { } name } && node.Enclosing?.Frame?.Find(name) is { } union)
        {
            return JudgeTag(node, union, offset);
        }

        if (field.IsClosed && FieldBits.NameOf(field, node.Bits) is null)
        {
            return Malformed(node, FrameErrorKind.UndefinedEnumValue, $"{node.Number} is no {field.TypeName}", offset);
        }

        if (field.Role == FieldRole.Length && !JudgeLength(node, offset))
        {
            return false;
        }

        if (node.Number < field.MinValue || node.Number > field.MaxValue)
        {
            var kind = field.TypeName == "bool" ? FrameErrorKind.NotCanonical : FrameErrorKind.LimitExceeded;
            return Malformed(node, kind, $"{node.Number} is outside {field.MinValue}..{field.MaxValue} (Limit)", offset);
        }

        return field.Role != FieldRole.Count || JudgeCount(node, offset);
    }

    /// <summary>Reads the group when this is its first field, and takes this field's bits out of it.</summary>
    bool ReadBitField(FieldNode node, bool startsGroup, FrameRun run, in ReadWindow window)
    {
        var field = node.Schema;
        if (startsGroup)
        {
            run.GroupStart = _position;
            if (!Take(node, field.BitGroupBytes, run.Narrow(window)))
            {
                return false;
            }

            run.Group = FieldBits.Read(input.AsSpan(run.GroupStart, field.BitGroupBytes), field.ByteOrder);
        }

        node.Bits = FieldBits.Normalize(field, run.Group >> field.BitShift);
        var start = Bits(run.GroupStart) + (field.BitGroupBytes * 8) - field.BitShift - field.BitWidth;
        var end = start + field.BitWidth;
        node.Layout = new(startsGroup ? node.Layout.Padded : start, start, start, end, end, end);
        return JudgeNumber(node, run.GroupStart);
    }

    bool ReadVarInt(FieldNode node, in ReadWindow window, out ulong raw)
    {
        raw = 0;
        var start = _position;
        for (var i = 0; i < FieldBits.MaxVarIntBytes; i++)
        {
            if (!Take(node, 1, window))
            {
                return false;
            }

            var current = input[_position - 1];
            raw |= (ulong)(current & 0x7f) << (7 * i);
            if (current == 0 && i > 0)
            {
                return Malformed(node, FrameErrorKind.NotCanonical, $"the varint {raw} is written in {i + 1} bytes, more than it takes",
                    start);
            }

            if (i == FieldBits.MaxVarIntBytes - 1 && current > 1)
            {
                break;
            }

            if (current < 0x80)
            {
                return true;
            }
        }

        return Malformed(node, FrameErrorKind.LimitExceeded, "the varint has more than 64 bits", start);
    }

    /// <summary>What is there of a constant is judged without waiting for the rest.</summary>
    bool StartsLikeConstant(FieldNode node)
    {
        var field = node.Schema;
        if (field.Role != FieldRole.Constant || field.Condition is not null)
        {
            return true;
        }

        var there = Math.Min(field.Constant.Length, input.Length - _position);
        var start = input.AsSpan(_position, there);
        return field.Constant.Span.StartsWith(start)
            || WrongConstant(node, FieldDisplay.OfBytes(start.ToArray()), FieldDisplay.OfBytes(field.Constant), _position);
    }

    bool WrongConstant(FieldNode node, string actual, string expected, long offset) =>
        Malformed(node, FrameErrorKind.ConstantMismatch, $"{actual} must be {expected}", offset);
}
