namespace ProtoHarness.Framing;

/// <summary>
/// The least that each frame of a schema, and of all that it refers to, takes. Schemas may refer to themselves; a frame that never ends
/// takes <see cref="Endless"/>.
/// </summary>
sealed class SchemaSizes
{
    internal const long Endless = long.MaxValue / 4;

    /// <summary>The most frames that one schema may refer to: a guard against a declaration that makes a new one each time.</summary>
    const int MaxSchemas = 4096;

    readonly Dictionary<FrameSchema, Least> _least = new(ReferenceEqualityComparer.Instance);
    readonly List<FrameSchema> _order = [];

    internal SchemaSizes(FrameSchema schema)
    {
        Collect(schema);
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var each in _order)
            {
                var least = OfFields(each);
                isChanged |= least != _least[each];
                _least[each] = least;
            }
        }
        while (isChanged);
    }

    /// <summary>A frame and all that it may nest, in the order of the declarations.</summary>
    internal static IReadOnlyList<FrameSchema> Reachable(FrameSchema schema) => new SchemaSizes(schema)._order;

    /// <summary>What something takes at least.</summary>
    /// <param name="Bytes">Bytes on the wire.</param>
    /// <param name="Depth">Frames nested in it.</param>
    /// <param name="Weight">Nodes and bytes of content, as <see cref="TreeWeight.Size"/> counts them: what the simplest value has least
    /// of.</param>
    internal readonly record struct Least(long Bytes, int Depth, long Weight);

    internal Least Of(FrameSchema schema)
    {
        Collect(schema);
        return _least[schema];
    }

    /// <summary>The least of one field that is present, with its own padding.</summary>
    internal Least Of(FrameSchema frame, FieldSchema field)
    {
        var least = OfContent(frame, field);
        var bytes = least.Bytes + field.PaddingBefore + field.PaddingAfter + (field.Extent == Extent.Prefixed
            ? Math.Max(1, FieldBits.PrefixBytes(field.Prefix)) : 0)
            + (field.Extent == Extent.Delimited ? field.Delimiter.Length : 0);
        return new(Math.Min(bytes, Endless), least.Depth, Math.Min(least.Weight + 1, Endless));
    }

    Least OfContent(FrameSchema frame, FieldSchema field)
    {
        switch (field.Kind)
        {
            case FieldKind.Integer or FieldKind.Float:
                var isInGroup = field.BitGroupBytes > 0 && field.BitShift > 0;
                return new(isInGroup ? 0 : field.BitGroupBytes > 0 ? field.BitGroupBytes : field.BitWidth / 8, 0, 0);
            case FieldKind.VarInt:
                return new(Math.Max(1, field.Constant.Length), 0, 0);
            case FieldKind.Bytes or FieldKind.Text:
                return Plain(LengthBounds.Of(frame, field).Min);
            case FieldKind.Custom:
                return Plain(field.Custom!.Sample(0).Length);
            case FieldKind.Array:
                var count = LengthBounds.Of(frame, field).Min;
                var element = count == 0 ? default : Of(frame, field.Element!);
                return new(Times(element.Bytes, count), element.Depth, Times(element.Weight, count));
            case FieldKind.Union:
                var least = new Least(Endless, int.MaxValue / 2, Endless);
                foreach (var option in field.Cases)
                {
                    var one = Inside(option.Schema());
                    least = new(Math.Min(least.Bytes, one.Bytes), Math.Min(least.Depth, one.Depth), Math.Min(least.Weight, one.Weight));
                }

                return least;
            default:
                return Inside(field.Nested!());
        }
    }

    Least Inside(FrameSchema schema)
    {
        var inner = Of(schema);
        return inner with { Depth = Math.Min(inner.Depth + 1, int.MaxValue / 2) };
    }

    Least OfFields(FrameSchema schema)
    {
        var sum = default(Least);
        foreach (var field in schema.Fields)
        {
            if (field.Condition is null)
            {
                var least = Of(schema, field);
                sum = new(Math.Min(sum.Bytes + least.Bytes, Endless), Math.Max(sum.Depth, least.Depth),
                    Math.Min(sum.Weight + least.Weight, Endless));
            }
        }

        return sum;
    }

    void Collect(FrameSchema schema)
    {
        if (_order.Count >= MaxSchemas || !_least.TryAdd(schema, new(Endless, int.MaxValue / 2, Endless)))
        {
            return;
        }

        _order.Add(schema);
        foreach (var field in schema.Fields)
        {
            for (var each = field; each is not null; each = each.Element)
            {
                if (each.Nested is { } nested)
                {
                    Collect(nested());
                }

                foreach (var option in each.Cases)
                {
                    Collect(option.Schema());
                }
            }
        }
    }

    static Least Plain(long bytes) => new(bytes, 0, bytes);

    static long Times(long each, long count) => count == 0 || each == 0 ? 0 : each >= Endless / count ? Endless : each * count;
}
