using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ProtoHarness.Framing;

/// <summary>Fields of variable length and fields of fields.</summary>
sealed partial class TreeReading
{
    bool ReadValue(FieldNode node, in ReadWindow window)
    {
        var field = node.Schema;
        if (field.Kind is FieldKind.Integer or FieldKind.Float or FieldKind.VarInt)
        {
            return ReadNumber(node, window);
        }

        var start = _position;
        if (field.Extent != Extent.Prefixed)
        {
            return ReadContent(node, window, start, field.Extent is Extent.LengthField or Extent.Remaining);
        }

        if (!ReadPrefix(node, window, start, out var length))
        {
            return false;
        }

        var end = _position + length;
        return ReadContent(node, window.Until(end), start, toEnd: true)
            && (_position == end
                || Malformed(node, FrameErrorKind.LengthMismatch, $"{end - _position} bytes are left over of the length {length}", start));
    }

    bool ReadPrefix(FieldNode node, in ReadWindow window, int start, out long length)
    {
        length = 0;
        var field = node.Schema;
        ulong raw;
        if (field.Prefix == LengthPrefix.VarInt)
        {
            if (!ReadVarInt(node, window, start, out raw))
            {
                return false;
            }
        }
        else
        {
            var bytes = FieldBits.PrefixBytes(field.Prefix);
            if (!Take(node, bytes, window, start))
            {
                return false;
            }

            raw = FieldBits.Read(input.AsSpan(start, bytes), field.ByteOrder);
        }

        node.Layout = node.Layout with { ContentStart = Bits(_position), ContentEnd = Bits(_position), End = Bits(_position) };
        if (field.Kind is FieldKind.Bytes or FieldKind.Text && !JudgeBounds(node, field, raw, start))
        {
            return false;
        }

        if (!Fits(node, (long)Math.Min(raw, long.MaxValue), window, start))
        {
            return false;
        }

        length = (long)raw;
        if (length > input.Length - _position)
        {
            // The answer is settled; reading goes on only for the sake of the partial tree.
            Stop(node, FrameReadResult.NeedMore(length - (input.Length - _position)));
        }

        return true;
    }

    bool ReadContent(FieldNode node, in ReadWindow window, int start, bool toEnd)
    {
        var isRead = node.Schema.Kind switch
        {
            FieldKind.Bytes or FieldKind.Text => ReadBytes(node, window, start, toEnd),
            FieldKind.Array => ReadElements(node, window, start, toEnd),
            FieldKind.Union => ReadUnion(node, window, start),
            FieldKind.Custom => ReadCustom(node, window, start),
            _ => ReadNested(node, node.Schema.Nested!(), window, start),
        };
        if (node.Schema.Extent != Extent.Delimited || !isRead)
        {
            node.Layout = node.Layout with { ContentEnd = Bits(_position), End = Bits(_position) };
        }

        if (!isRead || !toEnd || window.End is not null || _position == input.Length)
        {
            return isRead;
        }

        return Malformed(node, FrameErrorKind.LengthMismatch, $"{input.Length - _position} bytes are left over", start);
    }

    bool ReadBytes(FieldNode node, in ReadWindow window, int start, bool toEnd)
    {
        var field = node.Schema;
        var contentStart = _position;
        if (field.Extent == Extent.Delimited)
        {
            if (!ReadDelimited(node, window, start))
            {
                return false;
            }
        }
        else
        {
            var length = toEnd ? (window.End ?? input.Length) - _position
                : field.Extent == Extent.Fixed ? field.FixedLength
                : field.Constant.Length;
            if (toEnd && !JudgeBounds(node, field, length, start))
            {
                return false;
            }

            var isTaken = Take(node, length, window, start);
            node.Content = input.AsSpan(contentStart, _position - contentStart).ToArray();
            if (!isTaken)
            {
                return false;
            }
        }

        if (field.Role == FieldRole.Constant && !node.Content.Span.SequenceEqual(field.Constant.Span))
        {
            return Malformed(node, FrameErrorKind.ConstantMismatch, $"{node.DisplayText} must be {FieldDisplay.OfBytes(field.Constant)}", start);
        }

        return field.Kind != FieldKind.Text || IsText(field, node.Content.Span)
            || Malformed(node, FrameErrorKind.InvalidText, $"the bytes are no {(field.Encoding == TextEncoding.Ascii ? "ASCII" : "UTF-8")}", start);
    }

    internal static bool IsText(FieldSchema field, ReadOnlySpan<byte> bytes) =>
        field.Encoding == TextEncoding.Ascii ? Ascii.IsValid(bytes) : Utf8.IsValid(bytes);

    bool ReadDelimited(FieldNode node, in ReadWindow window, int start)
    {
        var field = node.Schema;
        var delimiter = field.Delimiter.Span;
        var end = Math.Min(Math.Min(window.End ?? long.MaxValue, window.Limit), input.Length);
        var rest = input.AsSpan(_position, (int)Math.Max(end - _position, 0));
        var found = rest.IndexOf(delimiter);
        if (found >= 0 ? found > field.MaxLength : rest.Length - delimiter.Length >= field.MaxLength)
        {
            return Malformed(node, FrameErrorKind.LimitExceeded, $"no delimiter within {field.MaxLength} bytes (Limit)", start);
        }

        if (found < 0)
        {
            node.Content = rest.ToArray();
            var isTaken = Take(node, rest.Length + 1L, window, start);
            System.Diagnostics.Debug.Assert(!isTaken, "the rest holds all that there is");
            return false;
        }

        node.Content = rest[..found].ToArray();
        node.Layout = node.Layout with { ContentEnd = Bits(_position + found) };
        _position += found + delimiter.Length;
        node.Layout = node.Layout with { End = Bits(_position) };
        return found >= field.MinLength
            || Malformed(node, FrameErrorKind.LimitExceeded, $"{found} bytes are less than {field.MinLength} (Limit)", start);
    }

    bool ReadCustom(FieldNode node, in ReadWindow window, int start)
    {
        var end = Math.Min(Math.Min(window.End ?? long.MaxValue, window.Limit), input.Length);
        var contentStart = _position;
        var rest = input.AsMemory(contentStart, (int)Math.Max(end - contentStart, 0));
        var answer = node.Schema.Custom!.Measure(new ReadOnlySequence<byte>(rest));
        if (answer.IsComplete)
        {
            _position += (int)answer.Consumed;
            node.Content = rest[..(int)answer.Consumed].ToArray();
            return JudgeBounds(node, node.Schema, answer.Consumed, start);
        }

        node.Content = rest.ToArray();
        if (answer.Error is { } error)
        {
            return Stop(node, FrameReadResult.Malformed(error, contentStart + answer.ErrorOffset));
        }

        // The author's code wants more than there is: either the input is short, or what encloses the field is.
        var isTaken = Take(node, rest.Length + Math.Max(answer.Missing, 1), window, start);
        System.Diagnostics.Debug.Assert(!isTaken, "the rest holds all that there is");
        return false;
    }
}
