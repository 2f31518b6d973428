namespace ProtoHarness.Framing;

/// <summary>Nested frames, arrays and unions.</summary>
sealed partial class TreeReading
{
    bool ReadNested(FieldNode node, FrameSchema schema, in ReadWindow window)
    {
        if (window.Depth >= FrameSchema.MaxDepth)
        {
            return Malformed(node, FrameErrorKind.TooDeep, $"frames nest deeper than {FrameSchema.MaxDepth} (FrameSchema.MaxDepth)",
                _position);
        }

        var inner = window.Nest(_position, schema, TooLong(node));
        node.Frame = schema;
        return ReadFields(node, schema, inner);
    }

    bool ReadUnion(FieldNode node, in ReadWindow window)
    {
        var tag = node.Schema.TagField is { } name ? node.Enclosing?.Find(name) : null;
        if (tag is not null)
        {
            foreach (var option in node.Schema.Cases)
            {
                if (FieldBits.Same(tag.Schema, option.Tag, tag.Bits))
                {
                    node.Case = option;
                    return ReadNested(node, option.Schema(), window);
                }
            }
        }

        return Malformed(node, FrameErrorKind.UnknownTag, $"{tag?.DisplayText ?? "no tag"} is the tag of no case", _position);
    }

    bool ReadArray(FieldNode node, in ReadWindow window, bool isBounded)
    {
        var field = node.Schema;
        if (!isBounded)
        {
            // Each element takes a byte at least: what no input can hold is refused, or waited for, before any element is read.
            var count = Count(node);
            return NeedOrGoOn(node, (long)Int128.Min((Int128)count * LeastElement(field), long.MaxValue), window)
                && ReadElements(node, window, count);
        }

        var width = field.Element!.Kind is FieldKind.Integer or FieldKind.Float ? LeastElement(field) : 0;
        if (width == 0)
        {
            return ReadElements(node, window, null);
        }

        var (elements, over) = Math.DivRem(window.Closed!.Value - _position, width);
        if (over != 0)
        {
            return Malformed(node, FrameErrorKind.LengthMismatch, $"the length is no multiple of the element's {width} bytes", _position);
        }

        return JudgeBounds(node, field, elements, _position) && ReadElements(node, window, elements);
    }

    /// <summary>Reads a number of elements, or as many as there are up to the end of the enclosing length.</summary>
    bool ReadElements(FieldNode node, in ReadWindow window, long? count)
    {
        var field = node.Schema;
        for (long i = 0; count is { } all ? i < all : _position < window.Closed; i++)
        {
            var start = _position;
            if (i >= field.MaxLength)
            {
                return JudgeBounds(node, field, i + 1, start);
            }

            var element = node.Add(new FieldNode(field.Element!) { Layout = FieldLayout.At(Bits(start)) });
            if (!ReadValue(element, window))
            {
                MarkIncomplete(element);
                return false;
            }

            element.Layout = element.Layout with { End = Bits(_position), PaddedEnd = Bits(_position) };
            if (_position == start)
            {
                return Malformed(node, FrameErrorKind.LengthMismatch, "an element takes no bytes", start);
            }
        }

        return JudgeBounds(node, field, node.Children.Count, _position);
    }

    static long LeastElement(FieldSchema array) =>
        array.Element!.Kind is FieldKind.Integer or FieldKind.Float ? array.Element.BitWidth / 8 : 1;

    /// <summary>The most bytes of an element, where its width is fixed: a length beyond what all elements together take is refused as early as by the codec.</summary>
    static long MostElement(FieldSchema array) =>
        array.Element!.Kind is FieldKind.Integer or FieldKind.Float ? array.Element.BitWidth / 8 : long.MaxValue;

    static long Count(FieldNode node)
    {
        var field = node.Schema;
        if (field.Extent == Extent.Fixed)
        {
            return field.FixedLength;
        }

        var counter = field.ExtentField is { } name ? node.Enclosing?.Find(name) : null;
        return counter is null ? 0 : (long)Int128.Clamp(counter.Number, 0, long.MaxValue);
    }
}
