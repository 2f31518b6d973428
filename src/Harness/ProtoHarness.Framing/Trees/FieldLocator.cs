namespace ProtoHarness.Framing;

/// <summary>
/// Names the field that a byte or bit of an encoding belongs to, so that a finding can say more than an offset. Works for padding,
/// prefixes, delimiters and malformed input too.
/// </summary>
public static class FieldLocator
{
    /// <summary>The field that a byte belongs to. In a byte that several bit fields share it is the one with the highest bit.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="encoded">The encoding, from the start of the frame; it may be malformed, or too short.</param>
    /// <param name="offset">The byte, from 0.</param>
    public static FieldLocation LocateByte(FrameSchema schema, ReadOnlySpan<byte> encoded, long offset) =>
        LocateByte(FrameTreeReader.Read(schema, encoded).Tree, offset);

    /// <summary>The field that a bit belongs to.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="encoded">The encoding, from the start of the frame; it may be malformed, or too short.</param>
    /// <param name="bit">The bit, from 0, the most significant of a byte first.</param>
    public static FieldLocation LocateBit(FrameSchema schema, ReadOnlySpan<byte> encoded, long bit) =>
        LocateBit(FrameTreeReader.Read(schema, encoded).Tree, bit);

    /// <summary>The field that a byte belongs to.</summary>
    /// <param name="tree">A tree that was just read or written.</param>
    /// <param name="offset">The byte, from 0.</param>
    public static FieldLocation LocateByte(FrameTree tree, long offset)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return Locate(tree.Root, offset * 8) with { IsBit = false };
    }

    /// <summary>The field that a bit belongs to.</summary>
    /// <param name="tree">A tree that was just read or written.</param>
    /// <param name="bit">The bit, from 0, the most significant of a byte first.</param>
    public static FieldLocation LocateBit(FrameTree tree, long bit)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentOutOfRangeException.ThrowIfNegative(bit);
        return Locate(tree.Root, bit);
    }

    static FieldLocation Locate(FieldNode parent, long bit)
    {
        FieldNode? last = null;
        foreach (var node in parent.Children)
        {
            if (!node.IsPresent)
            {
                continue;
            }

            last = node;
            var (start, end) = Place(node);
            if (bit >= Math.Min(start, node.Layout.Padded) && bit < Math.Max(end, node.Layout.PaddedEnd)
                && Within(node, bit, start, end) is { } location)
            {
                return location;
            }
        }

        if (parent.Parent is null && parent.IsComplete)
        {
            return new(parent, FieldPart.Behind, bit - parent.Layout.End, 0, true);
        }

        // Where reading stopped, or where an override stands in place of the parent's children.
        var stopped = last is { IsComplete: false } ? last : parent;
        var origin = stopped == parent ? parent.Layout.ContentStart : stopped.Layout.PaddedEnd;
        return new(stopped, FieldPart.Unread, Math.Max(bit - origin, 0), 0, true);
    }

    static FieldLocation? Within(FieldNode node, long bit, long start, long end)
    {
        var layout = node.Layout;
        if (bit < start)
        {
            return new(node, FieldPart.PaddingBefore, bit - layout.Padded, start - layout.Padded, true);
        }

        if (bit >= end)
        {
            return new(node, FieldPart.PaddingAfter, bit - end, layout.PaddedEnd - end, true);
        }

        if (IsBitField(node))
        {
            var logical = Logical(node, bit, start);
            return logical >= layout.Start && logical < layout.End
                ? new(node, FieldPart.Value, logical - layout.Start, layout.End - layout.Start, true)
                : null;
        }

        return bit < layout.ContentStart ? new(node, FieldPart.Prefix, bit - layout.Start, layout.ContentStart - layout.Start, true)
            : bit >= layout.ContentEnd ? new(node, FieldPart.Delimiter, bit - layout.ContentEnd, layout.End - layout.ContentEnd, true)
            : node.Children.Count > 0 && node.Override?.Encoding is null ? Locate(node, bit)
            : new(node, FieldPart.Value, bit - layout.ContentStart, layout.ContentEnd - layout.ContentStart, true);
    }

    // One that was cut short is no more than the bytes that are there.
    static bool IsBitField(FieldNode node) => node.Schema.BitGroupBytes > 0 && node.Length == node.Schema.BitWidth;

    /// <summary>The field without its padding; for a bit field the whole group, since its bits may stand anywhere in it.</summary>
    static (long Start, long End) Place(FieldNode node)
    {
        var field = node.Schema;
        if (!IsBitField(node))
        {
            return (node.Layout.Start, node.Layout.End);
        }

        var start = DerivedValues.GroupStart(node);
        return (start, start + (field.BitGroupBytes * 8));
    }

    /// <summary>Where a bit of a group would stand if the group were big-endian.</summary>
    static long Logical(FieldNode node, long bit, long start)
    {
        if (node.Schema.ByteOrder == ByteOrder.BigEndian)
        {
            return bit;
        }

        var (index, inByte) = Math.DivRem(bit - start, 8);
        return start + ((node.Schema.BitGroupBytes - 1 - index) * 8) + inByte;
    }
}
