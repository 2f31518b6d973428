namespace ProtoHarness.Framing;

/// <summary>
/// Builds nodes top-down within a number of bytes: random ones, or, without a <see cref="System.Random"/>, the simplest. Each step hands
/// down how many bytes its field may take beyond the least that it must (its slack), and learns how many were used.
/// </summary>
sealed class TreeGrowth(SchemaSizes sizes, FrameGeneratorOptions options, Random? random, int size)
{
    /// <summary>Fills a frame's fields.</summary>
    /// <returns>The bytes used beyond the frame's least.</returns>
    internal long GrowFields(FieldNode frame, FrameSchema schema, long slack, int depth)
    {
        frame.Frame = schema;
        frame.Clear();
        var reserve = schema.Fields.Sum(static field => (long)Math.Max(field.AlignBefore - 1, 0) + Math.Max(field.AlignAfter - 1, 0));
        var free = Math.Max(0, Math.Min(slack, Math.Max(schema.MaxLength, 0) - sizes.Of(schema).Bytes) - reserve);
        var runs = new List<(string Last, long Left)>();
        var used = 0L;
        foreach (var field in schema.Fields)
        {
            var node = frame.Add(new FieldNode(field));
            OpenRuns(schema, field, runs);
            if (field.Condition is { } condition)
            {
                var deciding = frame.Find(condition.Field);
                node.IsPresent = deciding is not null && FieldBits.Holds(condition, deciding.Schema, deciding.Bits);
            }

            if (node.IsPresent)
            {
                // A field under a condition counts in full: the frame's least is without it.
                var own = field.Condition is null ? 0 : sizes.Of(schema, field).Bytes;
                var left = runs.Aggregate(free - used, static (least, run) => Math.Min(least, run.Left)) - own;
                var taken = own + Grow(node, schema, Math.Max(left, 0), depth);
                used += taken;
                for (var i = 0; i < runs.Count; i++)
                {
                    runs[i] = runs[i] with { Left = runs[i].Left - taken };
                }
            }

            runs.RemoveAll(run => run.Last == field.Name);
        }

        return used + (slack > 0 ? Math.Min(reserve, slack) : 0);
    }

    /// <summary>Fills one field that is present.</summary>
    internal long Grow(FieldNode node, FrameSchema schema, long slack, int depth)
    {
        var field = node.Schema;
        if (field.Extent == Extent.Prefixed && field.Kind != FieldKind.Bytes && field.Kind != FieldKind.Text)
        {
            slack = (long)Math.Min((ulong)slack, FieldBits.PrefixMax(field.Prefix));
        }

        if (field.Role == FieldRole.Constant)
        {
            node.Bits = field.Kind is FieldKind.Bytes or FieldKind.Text ? 0 : FieldConstant.Bits(field);
            node.Content = field.Kind is FieldKind.Bytes or FieldKind.Text ? field.Constant : default;
            return 0;
        }

        return field.Kind switch
        {
            FieldKind.Integer or FieldKind.VarInt => GrowInteger(node, schema, slack, depth),
            FieldKind.Float => GrowFloat(node),
            FieldKind.Bytes or FieldKind.Text => GrowBytes(node, schema, slack),
            FieldKind.Array => GrowArray(node, schema, slack, depth),
            FieldKind.Union => GrowUnion(node, slack, depth),
            FieldKind.Custom => GrowCustom(node, slack),
            _ => GrowFields(node, field.Nested!(), slack, depth + 1),
        };
    }

    void OpenRuns(FrameSchema schema, FieldSchema first, List<(string Last, long Left)> runs)
    {
        foreach (var length in schema.Fields)
        {
            if (length.Role == FieldRole.Length && length.Target == first.Name)
            {
                var last = length.TargetEnd ?? first.Name;
                var least = schema.Fields.SkipWhile(field => field != first).TakeWhile(field => field.Name != last)
                    .Append(schema.Find(last) ?? first).Where(static field => field.Condition is null)
                        .Sum(field => sizes.Of(schema, field).Bytes);
                var most = Int128.Min(length.MaxValue, FieldBits.Mask(length.BitWidth)) - length.Adjust;
                runs.Add((last, (long)Int128.Clamp(most - least, 0, long.MaxValue)));
            }
        }
    }

    long GrowInteger(FieldNode node, FrameSchema schema, long slack, int depth)
    {
        var field = node.Schema;
        if (field.Role == FieldRole.Tag && schema.Find(field.Target ?? "") is { } union)
        {
            // The case is chosen here, since fields before the union may depend on the tag.
            node.Bits = FieldBits.Normalize(field, ChooseCase(union, slack, depth).Tag);
            return 0;
        }

        if (field.Role is FieldRole.Length or FieldRole.Count or FieldRole.Checksum)
        {
            node.Bits = 0;
            return field.Kind == FieldKind.VarInt ? Math.Min(slack, FieldBits.MaxVarIntBytes - 1) : 0;
        }

        var choices = IntegerChoices.Boundaries(schema, field).FindAll(number => Cost(schema, field, number, depth).Bytes <= slack);
        if (choices.Count == 0)
        {
            choices.Add(field.MinValue);
        }

        var chosen = random is null
            ? choices.MinBy(number => (Cost(schema, field, number, depth).Weight, TreeWeight.Of(field, number)))
            : random.Next(3) > 0
            ? choices[random.Next(choices.Count)]
            : RandomNumber(field, choices);
        if (Cost(schema, field, chosen, depth).Bytes > slack)
        {
            chosen = choices[0];
        }

        node.Bits = FieldBits.Of(field, chosen);
        return field.Kind == FieldKind.VarInt ? VarIntBytes(field, node.Bits) - 1 : 0;
    }

    /// <summary>What a value costs: its own bytes, and the fields that it makes present.</summary>
    (long Bytes, long Weight) Cost(FrameSchema schema, FieldSchema field, Int128 number, int depth)
    {
        var bits = FieldBits.Of(field, number);
        var own = field.Kind == FieldKind.VarInt ? VarIntBytes(field, bits) - 1 : 0;
        var (bytes, weight) = ((long)own, 0L);
        foreach (var dependent in schema.Fields)
        {
            if (dependent.Condition is { } condition && condition.Field == field.Name && FieldBits.Holds(condition, field, bits))
            {
                var least = sizes.Of(schema, dependent);
                var isTooDeep = least.Depth > 0 && depth + least.Depth > options.MaxDepth;
                bytes = Math.Min(bytes + (isTooDeep ? SchemaSizes.Endless : least.Bytes), SchemaSizes.Endless);
                weight = Math.Min(weight + least.Weight, SchemaSizes.Endless);
            }
        }

        return (bytes, weight);
    }

    Int128 RandomNumber(FieldSchema field, List<Int128> choices)
    {
        if (field.IsClosed)
        {
            return choices[random!.Next(choices.Count)];
        }

        // Each width is as likely as any other, so that small numbers are not drowned by large ones.
        var width = random!.Next(65);
        var low = (ulong)random.NextInt64(long.MinValue, long.MaxValue) & (width == 64 ? ulong.MaxValue : (1UL << width) - 1);
        var number = field.IsSigned && random.Next(2) == 0 ? -(Int128)low : low;
        var range = field.MaxValue - field.MinValue + 1;
        return number >= field.MinValue && number <= field.MaxValue ? number : field.MinValue + (Int128.Abs(number) % range);
    }

    static int VarIntBytes(FieldSchema field, ulong bits) => FieldBits.WriteVarInt(field.ZigZag ? FieldBits.Fold(bits) : bits).Length;

    long GrowFloat(FieldNode node)
    {
        var width = node.Schema.BitWidth;
        double[] common = [0, 1, -1, 0.5, -0.0, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity,
            double.NaN];
        var value = random is null ? 0 : random.Next(2) == 0 ? common[random.Next(common.Length)] : (random.NextDouble() - 0.5) * 2000;
        node.Bits = width switch
        {
            16 => BitConverter.HalfToUInt16Bits((Half)value),
            32 => BitConverter.SingleToUInt32Bits((float)value),
            _ => BitConverter.DoubleToUInt64Bits(value),
        };
        return 0;
    }

    long GrowBytes(FieldNode node, FrameSchema schema, long slack)
    {
        var bounds = LengthBounds.Of(schema, node.Schema);
        var prefix = node.Schema is { Extent: Extent.Prefixed, Prefix: LengthPrefix.VarInt } ? Math.Min(slack, 4) : 0;
        var length = (int)Math.Min(Length(bounds, slack - prefix), Array.MaxLength);
        node.Content = random is null ? ContentChoices.Simplest(node.Schema, length) : ContentChoices.Random(node.Schema, length, random);
        return length - bounds.Min + prefix;
    }

    /// <summary>A length within bounds: often the least, sometimes the most, else about the asked-for size or a power of two.</summary>
    long Length(LengthBounds bounds, long slack)
    {
        var most = Math.Min(bounds.Max, bounds.Min + Math.Max(slack, 0));
        if (random is null || most == bounds.Min)
        {
            return bounds.Min;
        }

        var length = random.Next(10) switch
        {
            0 => bounds.Min,
            1 => bounds.Min + 1,
            2 => most,
            3 => (1L << random.Next(1, 17)) - random.Next(2),
            _ => bounds.Min + random.Next(size + 1),
        };
        return Math.Clamp(length, bounds.Min, most);
    }

    long GrowCustom(FieldNode node, long slack)
    {
        var custom = node.Schema.Custom!;
        var least = custom.Sample(0);
        var sample = random is null ? least : custom.Sample((ulong)random.NextInt64(random.Next(2) == 0 ? 16 : long.MaxValue));
        node.Content = sample.Length - least.Length <= slack ? sample : least;
        return node.Content.Length - least.Length;
    }

    long GrowArray(FieldNode node, FrameSchema schema, long slack, int depth)
    {
        var field = node.Schema;
        var element = field.Element!;
        var bounds = LengthBounds.Of(schema, field);
        var least = sizes.Of(schema, element);
        var isTooDeep = least.Depth > 0 && depth + least.Depth > options.MaxDepth;
        var affordable = isTooDeep ? 0 : slack / Math.Max(least.Bytes, 1);
        var most = Math.Min(bounds.Max, Math.Max(bounds.Min, options.MaxElements));
        var count = Length(new(bounds.Min, most), Math.Min(affordable, size));
        var used = (count - bounds.Min) * least.Bytes;
        node.Clear();
        for (long i = 0; i < count; i++)
        {
            var child = node.Add(new FieldNode(element));
            used += Grow(child, schema, (slack - used) / Math.Max(1, (count - i) / 2), depth);
            if (least.Bytes == 0 && node.Children.Count > bounds.Min && child.Frame is not null
                && TreeWriting.EncodeFrame(child).Length == 0)
            {
                // A reader refuses elements without bytes.
                node.RemoveAt(node.Children.Count - 1);
            }
        }

        return used;
    }

    long GrowUnion(FieldNode node, long slack, int depth)
    {
        var tag = node.Enclosing?.Find(node.Schema.TagField ?? "");
        var chosen = node.Schema.Cases.FirstOrDefault(option => tag is not null && FieldBits.Same(tag.Schema, option.Tag, tag.Bits))
            ?? ChooseCase(node.Schema, slack, depth);
        var schema = chosen.Schema();
        node.Case = chosen;
        var extra = sizes.Of(schema).Bytes - node.Schema.Cases.Min(option => sizes.Of(option.Schema()).Bytes);
        return extra + GrowFields(node, schema, Math.Max(slack - extra, 0), depth + 1);
    }

    UnionCase ChooseCase(FieldSchema union, long slack, int depth)
    {
        var simplest = union.Cases.MinBy(option => sizes.Of(option.Schema()).Weight)
            ?? throw new InvalidOperationException($"the union {union.Name} has no case");
        if (random is null)
        {
            return simplest;
        }

        var least = union.Cases.Min(option => sizes.Of(option.Schema()).Bytes);
        var choices = union.Cases.Where(option => sizes.Of(option.Schema()).Bytes - least <= slack
            && depth + 1 + sizes.Of(option.Schema()).Depth <= options.MaxDepth).ToList();
        return choices.Count == 0 ? simplest : choices[random.Next(choices.Count)];
    }
}
