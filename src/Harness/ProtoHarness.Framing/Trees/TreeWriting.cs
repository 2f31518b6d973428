using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>
/// Encodes nodes. Each frame is encoded by itself, since its alignment counts from its own start, and then moved to its place; its
/// derived fields are computed again until the layout stands still, because the width of a varint length moves what follows it.
/// </summary>
static class TreeWriting
{
    /// <summary>How often a frame is laid out before its derived fields are taken as they are.</summary>
    const int MaxPasses = 16;

    /// <summary>A field without its padding: prefix, content, delimiter.</summary>
    readonly record struct Encoded(byte[] Prefix, byte[] Content, byte[] Delimiter);

    internal static byte[] EncodeFrame(FieldNode frame)
    {
        var children = frame.Children;
        var encoded = new Encoded[children.Count];
        for (var i = 0; i < encoded.Length; i++)
        {
            // Derived numbers are encoded when the frame is laid out.
            if (children[i].IsPresent && children[i].Schema.BitGroupBytes == 0 && !IsComputed(children[i]))
            {
                encoded[i] = Encode(children[i]);
            }
        }

        byte[] bytes;
        var passes = 0;
        do
        {
            bytes = LayOut(frame, encoded);
            frame.IsSettled = !DerivedValues.Update(frame, bytes);
        }
        while (!frame.IsSettled && ++passes < MaxPasses);

        foreach (var child in children)
        {
            Move(child, child.Layout.ContentStart);
        }

        return bytes;
    }

    static bool IsComputed(FieldNode node) =>
        node.Schema.Role is FieldRole.Length or FieldRole.Count or FieldRole.Tag or FieldRole.Checksum;

    static byte[] LayOut(FieldNode frame, Encoded[] encoded)
    {
        var sink = new ArrayBufferWriter<byte>(ExpectedBytes(encoded));
        var (group, groupStart) = (0UL, 0);
        for (var i = 0; i < encoded.Length; i++)
        {
            var node = frame.Children[i];
            var field = node.Schema;
            if (!node.IsPresent)
            {
                node.Layout = FieldLayout.At(Bits(sink.WrittenCount));
                continue;
            }

            var padded = Bits(sink.WrittenCount);
            if (field.BitGroupBytes == 0)
            {
                Pad(sink, node, field.PaddingBefore, field.AlignBefore);
                var part = IsComputed(node) ? Encode(node) : encoded[i];
                var start = Bits(sink.WrittenCount);
                sink.Write(part.Prefix);
                sink.Write(part.Content);
                sink.Write(part.Delimiter);
                var (content, end) = (start + Bits(part.Prefix.Length), Bits(sink.WrittenCount));
                Pad(sink, node, field.PaddingAfter, field.AlignAfter);
                node.Layout = new(padded, start, content, content + Bits(part.Content.Length), end, Bits(sink.WrittenCount));
                continue;
            }

            if (field.BitShift + field.BitWidth == field.BitGroupBytes * 8)
            {
                Pad(sink, node, field.PaddingBefore, field.AlignBefore);
                (group, groupStart) = (0UL, sink.WrittenCount);
                sink.Write(new byte[field.BitGroupBytes]);
            }
            else
            {
                padded = -1;
            }

            group |= (Value(node) & FieldBits.Mask(field.BitWidth)) << field.BitShift;
            var bitStart = Bits(groupStart + field.BitGroupBytes) - field.BitShift - field.BitWidth;
            var bitEnd = bitStart + field.BitWidth;
            node.Layout = new(padded < 0 ? bitStart : padded, bitStart, bitStart, bitEnd, bitEnd, bitEnd);
            if (field.BitShift == 0)
            {
                var place = System.Runtime.InteropServices.MemoryMarshal.AsMemory(sink.WrittenMemory).Span;
                FieldBits.Write(group, field.BitGroupBytes, field.ByteOrder).CopyTo(place[groupStart..]);
                Pad(sink, node, field.PaddingAfter, field.AlignAfter);
                node.Layout = node.Layout with { PaddedEnd = Bits(sink.WrittenCount) };
            }
        }

        return sink.WrittenSpan.ToArray();
    }

    /// <summary>What a frame takes, about: most are short, and a buffer made for any length costs more than they do.</summary>
    static int ExpectedBytes(Encoded[] encoded)
    {
        const int DerivedAndPadding = 32;
        var bytes = DerivedAndPadding;
        foreach (var part in encoded)
        {
            bytes += (part.Prefix?.Length ?? 0) + (part.Content?.Length ?? 0) + (part.Delimiter?.Length ?? 0);
        }

        return bytes;
    }

    static long Bits(int bytes) => bytes * 8L;

    static void Pad(ArrayBufferWriter<byte> sink, FieldNode node, int bytes, int align)
    {
        var count = bytes + TreeReading.PaddingTo(align, sink.WrittenCount + bytes);
        if (count > 0)
        {
            var padding = new byte[count];
            padding.AsSpan().Fill(node.Override?.Padding ?? 0);
            sink.Write(padding);
        }
    }

    static Encoded Encode(FieldNode node)
    {
        if (node.Override?.Encoding is { } bytes)
        {
            return new([], bytes.ToArray(), []);
        }

        var field = node.Schema;
        var content = field.Kind switch
        {
            FieldKind.Integer or FieldKind.Float => FieldBits.Write(Value(node), field.BitWidth / 8, field.ByteOrder),
            FieldKind.VarInt => FieldBits.WriteVarInt(field.ZigZag ? FieldBits.Fold(Value(node)) : Value(node)),
            FieldKind.Bytes or FieldKind.Text or FieldKind.Custom =>
                (field.Role == FieldRole.Constant ? field.Constant : node.Content).ToArray(),
            FieldKind.Array => EncodeElements(node),
            _ => EncodeFrame(node),
        };
        var delimiter = field.Extent == Extent.Delimited ? (node.Override?.Delimiter ?? field.Delimiter).ToArray() : [];
        return new(field.Extent == Extent.Prefixed ? Prefix(node, content.Length) : [], content, delimiter);
    }

    static ulong Value(FieldNode node) => node.Override?.Bits
        ?? (node.Schema.Role == FieldRole.Constant ? FieldConstant.Bits(node.Schema) : node.Bits);

    static byte[] Prefix(FieldNode node, int length)
    {
        var value = node.Override?.Prefix ?? (ulong)length;
        return node.Schema.Prefix == LengthPrefix.VarInt
            ? FieldBits.WriteVarInt(value)
            : FieldBits.Write(value, FieldBits.PrefixBytes(node.Schema.Prefix), node.Schema.ByteOrder);
    }

    static byte[] EncodeElements(FieldNode array)
    {
        var sink = new ArrayBufferWriter<byte>();
        foreach (var element in array.Children)
        {
            var part = Encode(element);
            var start = Bits(sink.WrittenCount);
            sink.Write(part.Prefix);
            sink.Write(part.Content);
            sink.Write(part.Delimiter);
            var (content, end) = (start + Bits(part.Prefix.Length), Bits(sink.WrittenCount));
            element.Layout = new(start, start, content, content + Bits(part.Content.Length), end, end);
            Move(element, content);
        }

        return sink.WrittenSpan.ToArray();
    }

    /// <summary>Moves all below a node from where they were encoded to where the node's content stands.</summary>
    static void Move(FieldNode node, long bits)
    {
        foreach (var child in node.Children)
        {
            child.Layout = child.Layout.Shift(bits);
            Move(child, bits);
        }
    }
}
