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
            if (!ReadVarInt(node, window, start, out var raw))
            {
                return false;
            }

            node.Bits = field.ZigZag ? FieldBits.Unfold(raw) : raw;
        }
        else
        {
            var bytes = field.BitWidth / 8;
            if (!Take(node, bytes, window, start))
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
            return node.Bits == constant || Malformed(
                node, FrameErrorKind.ConstantMismatch, $"{FieldDisplay.OfInteger(field, node.Bits)} must be {FieldDisplay.OfInteger(field, constant)}", offset);
        }

        if (field.Kind == FieldKind.Float || field.Role == FieldRole.Checksum)
        {
            return true;
        }

        if (field.IsClosed && FieldBits.NameOf(field, node.Bits) is null)
        {
            return Malformed(node, FrameErrorKind.UndefinedEnumValue, $"{node.Number} is no {field.TypeName}", offset);
        }

        if (node.Number < field.MinValue || node.Number > field.MaxValue)
        {
            return Malformed(node, FrameErrorKind.LimitExceeded, $"{node.Number} is outside {field.MinValue}..{field.MaxValue} (Limit)", offset);
        }

        return field.Role switch
        {
            FieldRole.Length => JudgeLength(node, offset),
            FieldRole.Count => JudgeCount(node, offset),
            _ => true,
        };
    }

    /// <summary>Reads the group when this is its first field, and takes this field's bits out of it.</summary>
    bool ReadBitField(FieldNode node, bool startsGroup, FrameRun run, in ReadWindow window)
    {
        var field = node.Schema;
        if (startsGroup)
        {
            run.GroupStart = _position;
            if (!Take(node, field.BitGroupBytes, run.Narrow(window), _position))
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

    bool ReadVarInt(FieldNode node, in ReadWindow window, long offset, out ulong raw)
    {
        raw = 0;
        for (var i = 0; i < FieldBits.MaxVarIntBytes; i++)
        {
            if (!Take(node, 1, window, offset))
            {
                return false;
            }

            var current = input[_position - 1];
            if (i == FieldBits.MaxVarIntBytes - 1 && current > 1)
            {
                break;
            }

            raw |= (ulong)(current & 0x7f) << (7 * i);
            if ((current & 0x80) == 0)
            {
                return current != 0 || i == 0
                    || Malformed(node, FrameErrorKind.NotCanonical, $"the varint {raw} is written in {i + 1} bytes, more than it takes", offset);
            }
        }

        return Malformed(node, FrameErrorKind.LimitExceeded, "the varint has more than 64 bits", offset);
    }

    /// <summary>Moves past a number of bytes. When the input is too short it moves to its end, so that the partial tree shows them.</summary>
    bool Take(FieldNode node, long count, in ReadWindow window, long offset)
    {
        if (Need(node, count, window, offset))
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
}
