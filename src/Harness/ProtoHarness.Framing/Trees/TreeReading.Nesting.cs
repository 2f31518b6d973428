namespace ProtoHarness.Framing;

/// <summary>Nested frames, arrays and unions.</summary>
sealed partial class TreeReading
{
    bool ReadNested(FieldNode node, FrameSchema schema, in ReadWindow window, int start)
    {
        node.Frame = schema;
        if (window.Depth >= FrameSchema.MaxDepth)
        {
            return Malformed(node, FrameErrorKind.TooDeep, $"frames nest deeper than {FrameSchema.MaxDepth} (FrameSchema.MaxDepth)", start);
        }

        return ReadFields(node, schema, window.Nest(_position, schema));
    }

    bool ReadUnion(FieldNode node, in ReadWindow window, int start)
    {
        var tag = node.Schema.TagField is { } name ? node.Enclosing?.Find(name) : null;
        if (tag is not null)
        {
            foreach (var option in node.Schema.Cases)
            {
                if (FieldBits.Same(tag.Schema, option.Tag, tag.Bits))
                {
                    node.Case = option;
                    return ReadNested(node, option.Schema(), window, start);
                }
            }
        }

        return Malformed(node, FrameErrorKind.UnknownTag, $"{tag?.DisplayText ?? "no tag"} is the tag of no case", start);
    }

    bool ReadElements(FieldNode node, in ReadWindow window, int start, bool toEnd)
    {
        var field = node.Schema;
        var count = toEnd ? long.MaxValue : Count(node);
        if (!toEnd && !JudgeBounds(node, field, count, start))
        {
            return false;
        }

        var empty = 0;
        for (long i = 0; toEnd ? _position < (window.End ?? input.Length) : i < count; i++)
        {
            if (i >= field.MaxLength || empty >= FrameTreeReader.MaxEmptyElements)
            {
                var limit = i >= field.MaxLength ? "Limit" : nameof(FrameTreeReader.MaxEmptyElements);
                return Malformed(node, FrameErrorKind.LimitExceeded, $"there are more than {i} elements ({limit})", start);
            }

            if (toEnd && window.End is not null && _position >= input.Length)
            {
                // Only where the answer is settled already: the enclosing length goes beyond the input.
                return false;
            }

            var before = _position;
            if (!ReadElement(node, window))
            {
                return false;
            }

            empty += _position == before ? 1 : 0;
        }

        return !toEnd || JudgeBounds(node, field, node.Children.Count, start);
    }

    bool ReadElement(FieldNode array, in ReadWindow window)
    {
        var element = array.Add(new FieldNode(array.Schema.Element!) { Layout = FieldLayout.At(Bits(_position)) });
        if (!ReadValue(element, window))
        {
            MarkIncomplete(element);
            return false;
        }

        element.Layout = element.Layout with { End = Bits(_position), PaddedEnd = Bits(_position) };
        return true;
    }

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
