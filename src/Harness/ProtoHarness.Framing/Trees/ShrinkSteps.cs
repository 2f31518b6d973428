namespace ProtoHarness.Framing;

/// <summary>The single steps by which a tree may become smaller. Not all of them lead to valid or smaller trees: the shrinker
/// looks.</summary>
static class ShrinkSteps
{
    /// <summary>The most pieces that a content is cut into.</summary>
    const int MaxPieces = 64;

    /// <summary>How many samples of the author's code are tried in place of a custom field.</summary>
    const ulong MaxSamples = 8;

    internal static IEnumerable<TreeEdit> Of(FrameTree tree) =>
        Structure(tree.Root).Concat(tree.Nodes.SelectMany(Structure)).Concat(tree.Nodes.SelectMany(Values));

    /// <summary>Steps that take fields away.</summary>
    static IEnumerable<TreeEdit> Structure(FieldNode node)
    {
        if (node.Override is not null)
        {
            yield return new(node, static copy => copy.Override = null);
        }

        var steps = node.Schema.Kind switch
        {
            FieldKind.Array => Elements(node),
            FieldKind.Union => Cases(node).Concat(Hoists(node)),
            FieldKind.Frame => Hoists(node).Append(new(node, static copy => Simplify(copy, copy.Frame!))),
            _ => [],
        };
        foreach (var step in steps)
        {
            yield return step;
        }
    }

    static IEnumerable<TreeEdit> Elements(FieldNode array)
    {
        foreach (var (start, count) in Pieces(array.Children.Count))
        {
            yield return new(array, copy =>
            {
                for (var i = 0; i < count; i++)
                {
                    copy.RemoveAt(start);
                }
            });
        }
    }

    static IEnumerable<TreeEdit> Cases(FieldNode union)
    {
        foreach (var option in union.Schema.Cases)
        {
            yield return new(union, copy =>
            {
                copy.Case = option;
                Simplify(copy, option.Schema());
                if (copy.Enclosing?.Find(copy.Schema.TagField ?? "") is { } tag)
                {
                    tag.Bits = FieldBits.Normalize(tag.Schema, option.Tag);
                }
            });
        }
    }

    /// <summary>A frame that nests itself may be replaced by one inside it.</summary>
    static IEnumerable<TreeEdit> Hoists(FieldNode node) =>
        from inner in Below(node)
        where ReferenceEquals(inner.Frame, node.Frame) && inner.Case?.Tag == node.Case?.Tag
        select new TreeEdit(node, copy =>
        {
            var children = inner.Clone().Children.ToList();
            copy.Clear();
            children.ForEach(child => copy.Add(child));
        });

    static IEnumerable<FieldNode> Below(FieldNode node) =>
        node.Children.Where(static child => child.IsPresent).SelectMany(static child => Below(child).Prepend(child));

    static void Simplify(FieldNode node, FrameSchema schema) => new TreeGrowth(new(schema), new(), null, 0).GrowFields(node, schema, 0, 0);

    /// <summary>Steps that leave the fields and make their values simpler.</summary>
    static IEnumerable<TreeEdit> Values(FieldNode node)
    {
        if (node.Schema.Role != FieldRole.Value)
        {
            return [];
        }

        return node.Schema.Kind switch
        {
            FieldKind.Integer or FieldKind.VarInt => Numbers(node),
            FieldKind.Float => Floats(node),
            FieldKind.Bytes or FieldKind.Text => Contents(node),
            FieldKind.Custom => Samples(node),
            _ => [],
        };
    }

    static IEnumerable<TreeEdit> Numbers(FieldNode node)
    {
        var field = node.Schema;
        var simplest = Int128.Clamp(0, field.MinValue, field.MaxValue);
        var choices = node.Enclosing?.Frame is { } frame ? IntegerChoices.Boundaries(frame, field) : [];
        var near = new List<Int128>();
        for (var gap = node.Number - simplest; gap != 0; gap /= 2)
        {
            near.Add(node.Number - gap);
        }

        foreach (var number in choices.OrderBy(number => TreeWeight.Of(field, number)).Concat(near))
        {
            if (number != node.Number && IntegerChoices.IsValid(field, number))
            {
                yield return new(node, copy => copy.Bits = FieldBits.Of(field, number));
            }
        }
    }

    static IEnumerable<TreeEdit> Floats(FieldNode node)
    {
        // Without its exponent's low bits a float is rounder; without any it is zero.
        for (var keep = 0; keep < node.Schema.BitWidth; keep += 4)
        {
            var bits = node.Bits & ~FieldBits.Mask(Math.Max(1, node.Schema.BitWidth - keep));
            yield return new(node, copy => copy.Bits = bits);
        }

        yield return new(node, static copy => copy.Bits = 0);
    }

    static IEnumerable<TreeEdit> Contents(FieldNode node)
    {
        var content = node.Content;
        var field = node.Schema;
        yield return new(node, copy => copy.Content = ContentChoices.Simplest(field, (int)Math.Max(0, field.MinLength)));
        foreach (var (start, count) in Pieces(content.Length))
        {
            yield return new(node, copy => copy.Content = (byte[])[.. content.Span[..start], .. content.Span[(start + count)..]]);
        }

        foreach (var (start, count) in Pieces(content.Length))
        {
            yield return new(node, copy =>
            {
                var simpler = content.ToArray();
                simpler.AsSpan(start, count).Fill(ContentChoices.Filler(field));
                copy.Content = simpler;
            });
        }
    }

    static IEnumerable<TreeEdit> Samples(FieldNode node)
    {
        for (var number = 0UL; number < MaxSamples; number++)
        {
            var sample = node.Schema.Custom!.Sample(number);
            yield return new(node, copy => copy.Content = sample);
        }
    }

    /// <summary>The whole, then halves, quarters and so on, down to single ones.</summary>
    static IEnumerable<(int Start, int Count)> Pieces(int length)
    {
        for (var size = length; size > 0 && length / size <= MaxPieces; size /= 2)
        {
            for (var start = 0; start + size <= length; start += size)
            {
                yield return (start, size);
            }
        }

        if (length > 0)
        {
            yield return (length - 1, 1);
            yield return (0, 1);
        }
    }
}
