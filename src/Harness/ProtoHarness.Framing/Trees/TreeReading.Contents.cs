using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Unicode;

namespace ProtoHarness.Framing;

/// <summary>Where fields of variable length end, and bytes, text and converted fields in them.</summary>
sealed partial class TreeReading
{
    internal static bool IsText(FieldSchema field, ReadOnlySpan<byte> bytes) =>
        field.Encoding == TextEncoding.Ascii ? Ascii.IsValid(bytes) : Utf8.IsValid(bytes);

    bool ReadValue(FieldNode node, in ReadWindow window)
    {
        var field = node.Schema;
        if (field.Kind is FieldKind.Integer or FieldKind.Float or FieldKind.VarInt)
        {
            return ReadNumber(node, window);
        }

        switch (field.Extent)
        {
            case Extent.Prefixed:
                return ReadPrefix(node, window, out var prefixed) && ReadMeasured(node, prefixed, window);
            case Extent.LengthField when node.DirectLength() is { } length:
                return ReadMeasured(node, (long)Int128.Clamp(length.Number - length.Schema.Adjust, 0, long.MaxValue), window);
            case Extent.LengthField or Extent.Remaining:
                return ReadRemaining(node, window);
            default:
                return ReadContent(node, window, isBounded: false);
        }
    }

    /// <summary>Reads a content that takes exactly a number of bytes.</summary>
    bool ReadMeasured(FieldNode node, long length, in ReadWindow window)
    {
        var start = _position;
        if (!NeedOrGoOn(node, length, window))
        {
            return false;
        }

        var end = start + length;
        return ReadContent(node, window.Until(end, EndsInside(node)), isBounded: true) && (_position == end || LeftOver(node, end, start));
    }

    /// <summary>Reads a content that reaches to the end of what encloses it: a length, or else the input.</summary>
    bool ReadRemaining(FieldNode node, in ReadWindow window)
    {
        var end = window.Closed ?? input.Length;
        if (end > window.End)
        {
            return Stop(node, FrameReadResult.Malformed(window.EndError ?? TooLong(node), _position));
        }

        var field = node.Schema;
        var least = field.Kind == FieldKind.Array ? field.MinLength * LeastElement(field) : field.MinLength;
        if (end - _position < least && !Need(node, least, window))
        {
            return false;
        }

        return field.Kind is FieldKind.Bytes or FieldKind.Text or FieldKind.Custom && end - _position > field.MaxLength
            ? JudgeBounds(node, field, end - _position, _position)
            : ReadMeasured(node, end - _position, window);
    }

    bool ReadPrefix(FieldNode node, in ReadWindow window, out long length)
    {
        length = 0;
        var field = node.Schema;
        var start = _position;
        ulong raw;
        if (field.Prefix == LengthPrefix.VarInt)
        {
            if (!ReadVarInt(node, window, out raw))
            {
                return false;
            }
        }
        else
        {
            var bytes = FieldBits.PrefixBytes(field.Prefix);
            if (!Take(node, bytes, window))
            {
                return false;
            }

            raw = FieldBits.Read(input.AsSpan(start, bytes), field.ByteOrder);
        }

        node.Layout = node.Layout with { ContentStart = Bits(_position), ContentEnd = Bits(_position), End = Bits(_position) };
        length = (long)Math.Min(raw, long.MaxValue);
        if (field.Kind is FieldKind.Bytes or FieldKind.Text or FieldKind.Custom)
        {
            return JudgeBounds(node, field, raw, start);
        }

        // Of a frame, a union or an array only the elements have bounds; what no frame has room for is refused as early.
        var least = field.Kind == FieldKind.Array ? (Int128)field.MinLength * LeastElement(field) : 0;
        var most = field.Kind == FieldKind.Array ? (Int128)field.MaxLength * MostElement(field) : long.MaxValue;
        return (raw >= (UInt128)least && raw <= (UInt128)most && raw <= (ulong)Math.Max(0, node.Enclosing?.Frame?.MaxLength ?? long.MaxValue))
            || Malformed(node, FrameErrorKind.LimitExceeded,
                $"a length of {raw} bytes is outside what frame and elements allow (Limit, MaxLength)", start);
    }

    bool ReadContent(FieldNode node, in ReadWindow window, bool isBounded)
    {
        var isRead = node.Schema.Kind switch
        {
            FieldKind.Bytes or FieldKind.Text => ReadBytes(node, window, isBounded),
            FieldKind.Array => ReadArray(node, window, isBounded),
            FieldKind.Union => ReadUnion(node, window),
            FieldKind.Custom => ReadCustom(node, window),
            _ => ReadNested(node, node.Schema.Nested!(), window),
        };
        if (node.Schema.Extent != Extent.Delimited || !isRead)
        {
            node.Layout = node.Layout with { ContentEnd = Bits(_position), End = Bits(_position) };
        }

        return isRead;
    }

    bool ReadBytes(FieldNode node, in ReadWindow window, bool isBounded)
    {
        var field = node.Schema;
        var start = _position;
        if (field.Extent == Extent.Delimited)
        {
            if (!ReadDelimited(node, window))
            {
                return false;
            }
        }
        else
        {
            var length = isBounded ? window.Closed!.Value - start : field.Extent == Extent.Fixed ? field.FixedLength
                : field.Constant.Length;
            if (!StartsLikeConstant(node))
            {
                return false;
            }

            var isTaken = Take(node, length, window);
            node.Content = input.AsSpan(start, _position - start).ToArray();
            if (!isTaken)
            {
                return false;
            }
        }

        if (field.Role == FieldRole.Constant && !node.Content.Span.SequenceEqual(field.Constant.Span))
        {
            return WrongConstant(node, FieldDisplay.OfBytes(node.Content), FieldDisplay.OfBytes(field.Constant), start);
        }

        return field.Kind != FieldKind.Text || IsText(field, node.Content.Span)
            || Malformed(node, FrameErrorKind.InvalidText,
                $"the bytes are no {(field.Encoding == TextEncoding.Ascii ? "ASCII" : "UTF-8")}", start);
    }

    bool ReadDelimited(FieldNode node, in ReadWindow window)
    {
        var field = node.Schema;
        var start = _position;
        var delimiter = field.Delimiter.Span;
        var rest = Rest(window, field.MaxLength > long.MaxValue - delimiter.Length
            ? long.MaxValue
            : field.MaxLength + delimiter.Length).Span;
        var found = rest.IndexOf(delimiter);
        if (found < 0)
        {
            node.Content = rest.ToArray();
            if (rest.Length - delimiter.Length >= field.MaxLength)
            {
                return Malformed(node, FrameErrorKind.LimitExceeded, $"no delimiter within {field.MaxLength} bytes (Limit)", start);
            }

            var isTaken = Take(node, rest.Length + 1L, window);
            Debug.Assert(!isTaken, "the rest holds all that there is");
            return false;
        }

        node.Content = rest[..found].ToArray();
        node.Layout = node.Layout with { ContentEnd = Bits(_position + found) };
        _position += found + delimiter.Length;
        node.Layout = node.Layout with { End = Bits(_position) };
        return JudgeBounds(node, field, found, start);
    }

    bool ReadCustom(FieldNode node, in ReadWindow window)
    {
        var start = _position;
        var field = node.Schema;
        var rest = Rest(window, field.MaxLength);
        var answer = field.Custom!.Measure(new ReadOnlySequence<byte>(rest));
        if (answer.IsComplete)
        {
            _position += (int)answer.Consumed;
            node.Content = rest[..(int)answer.Consumed];
            return JudgeBounds(node, field, answer.Consumed, start);
        }

        node.Content = rest;
        if (answer.Error is { } error)
        {
            return Stop(node, FrameReadResult.Malformed(error, start + answer.ErrorOffset));
        }

        // The author's code wants more than there is: the input is short, or what encloses the field, or its limit.
        var wanted = rest.Length + Math.Max(answer.Missing, 1);
        if (wanted > field.MaxLength && field.MaxLength < window.End - start)
        {
            return JudgeBounds(node, field, wanted, start);
        }

        var isTaken = Take(node, wanted, window);
        Debug.Assert(!isTaken, "the rest holds all that there is");
        return false;
    }

    /// <summary>A copy of what there is from the position on, up to the window's end and a limit.</summary>
    ReadOnlyMemory<byte> Rest(in ReadWindow window, long limit)
    {
        var count = Math.Min(Math.Min(window.End, input.Length) - _position, limit);
        return input.AsSpan(_position, (int)Math.Max(count, 0)).ToArray();
    }
}
