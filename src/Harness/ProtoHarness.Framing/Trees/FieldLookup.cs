namespace ProtoHarness.Framing;

/// <summary>Finds the field that a script means, and makes it be there: chooses cases, lengthens arrays, makes conditions hold.</summary>
static class FieldLookup
{
    /// <summary>The most elements that naming one makes.</summary>
    const int MaxElements = 65_536;

    internal static FieldNode Find(FieldNode root, string path)
    {
        var node = root;
        foreach (var step in FieldPath.Steps(path))
        {
            node = step.Index is { } index ? Element(node, index, step.Position) : Field(node, step.Name, step.Position);
            Appear(node);
        }

        return node != root ? node : throw Unknown(root, "", 0, Known(root));
    }

    /// <summary>Gives a union a case, with the simplest fields, unless it has it already.</summary>
    internal static void Choose(FieldNode union, UnionCase option)
    {
        if (union.Case?.Tag == option.Tag && union.Children.Count > 0)
        {
            return;
        }

        union.Case = option;
        var schema = option.Schema();
        Growth(schema).GrowFields(union, schema, 0, 0);
        if (union.Enclosing?.Find(union.Schema.TagField ?? "") is { } tag)
        {
            tag.Bits = FieldBits.Normalize(tag.Schema, option.Tag);
        }
    }

    /// <summary>Adds the simplest element to an array.</summary>
    internal static FieldNode Append(FieldNode array)
    {
        var element = array.Add(new FieldNode(array.Schema.Element!));
        var frame = array.Enclosing!.Frame!;
        Growth(frame).Grow(element, frame, 0, 0);
        return element;
    }

    static TreeGrowth Growth(FrameSchema schema) => new(new(schema), new(), null, 0);

    static FieldNode Element(FieldNode node, int index, int position)
    {
        if (node.Schema.Kind != FieldKind.Array)
        {
            throw new FieldTextException(new(node.Path, position, true, $"{node.Schema.Name} is no array"));
        }

        if (index >= Math.Min(node.Schema.MaxLength, MaxElements))
        {
            throw new FieldTextException(new(node.Path, position, true,
                $"the array has at most {Math.Min(node.Schema.MaxLength, MaxElements)} elements"));
        }

        while (node.Children.Count <= index)
        {
            Append(node);
        }

        return node.Children[index];
    }

    static FieldNode Field(FieldNode node, string name, int position)
    {
        if (node.Frame is null && node.Schema.Kind != FieldKind.Union)
        {
            throw new FieldTextException(new(node.Path, position, true, $"{node.Schema.Name} has no fields"));
        }

        if (Match(node.Children.Select(static child => child.Schema.Name), name) is { } here)
        {
            return node.Find(here)!;
        }

        // Not a field of this frame: of one that it nests, or of a case that was not chosen.
        var found = node.Children.Prepend(node).Select(child => Inside(child, name)).Where(static each => each is not null).ToList();
        return found.Count == 1 ? found[0]!() : throw Unknown(node, name, position, Known(node));
    }

    /// <summary>How to get at a field of a nested frame, or null when it has none of that name.</summary>
    static Func<FieldNode>? Inside(FieldNode child, string name)
    {
        if (child.Schema.Kind == FieldKind.Union)
        {
            var current = child.Frame is { } chosen ? Match(chosen.Fields.Select(static field => field.Name), name) : null;
            if (current is not null)
            {
                return () => child.Find(current)!;
            }

            var options = child.Schema.Cases
                .Where(option => Match(option.Schema().Fields.Select(static field => field.Name), name) is not null).ToList();
            return options.Count != 1 ? null : () =>
            {
                Appear(child);
                Choose(child, options[0]);
                return child.Find(Match(child.Children.Select(static each => each.Schema.Name), name)!)!;
            };
        }

        return child.Schema.Kind == FieldKind.Frame && child.Parent is not null && child.Schema.Nested!() is { } schema
            && Match(schema.Fields.Select(static field => field.Name), name) is { } there
            ? () =>
            {
                Appear(child);
                return child.Find(there)!;
            }
            : null;
    }

    /// <summary>The declared name that was meant: the same but for case, or the only one that starts so.</summary>
    static string? Match(IEnumerable<string> names, string name)
    {
        var starting = new List<string>();
        foreach (var each in names)
        {
            if (string.Equals(each, name, StringComparison.OrdinalIgnoreCase))
            {
                return each;
            }

            if (name.Length > 0 && each.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                starting.Add(each);
            }
        }

        return starting.Count == 1 ? starting[0] : null;
    }

    static List<string> Known(FieldNode node)
    {
        var known = node.Children.Select(static child => child.Schema.Name).ToList();
        foreach (var child in node.Children.Prepend(node).Where(static child => child.Schema.Kind == FieldKind.Union))
        {
            known.AddRange(child.Schema.Cases.SelectMany(static option => option.Schema().Fields).Select(static field => field.Name));
        }

        return known.Distinct().ToList();
    }

    static FieldTextException Unknown(FieldNode node, string name, int position, List<string> known)
    {
        var matches = known.FindAll(each => name.Length > 0 && each.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        var frame = node.Frame?.Name ?? node.Schema.Name;
        var reason = matches.Count > 1
            ? $"'{name}' may be {string.Join(" or ", matches)}"
            : $"{frame} has no field '{name}'; it has {string.Join(", ", known)}";
        return new(new(node.Path, position, true, reason, matches.Count > 1 ? null : NearestWord.Of(name, known)));
    }

    /// <summary>Makes the condition of a field hold.</summary>
    static void Appear(FieldNode node)
    {
        if (node.IsPresent || node.Schema.Condition is not { } condition || node.Enclosing is not { Frame: { } frame } enclosing
            || enclosing.Find(condition.Field) is not { } deciding)
        {
            return;
        }

        Appear(deciding);
        if (!FieldBits.Holds(condition, deciding.Schema, deciding.Bits))
        {
            Decide(node, deciding, condition);
        }

        node.IsPresent = true;
        Growth(frame).Grow(node, frame, 0, 0);
    }

    static void Decide(FieldNode node, FieldNode deciding, FieldCondition condition)
    {
        var field = deciding.Schema;
        var union = field.Role == FieldRole.Tag ? deciding.Enclosing?.Find(field.Target ?? "") : null;
        var option = union?.Schema.Cases
            .FirstOrDefault(option => FieldBits.Holds(condition, field, FieldBits.Normalize(field, option.Tag)));
        if (union is not null && option is not null)
        {
            Choose(union, option);
            return;
        }

        var lowest = condition.Mask & (0 - condition.Mask);
        ulong[] tries = condition.Equal is { } equal
            ? [(deciding.Bits & ~condition.Mask) | equal, equal]
            : [deciding.Bits | lowest, deciding.Bits | condition.Mask, lowest, .. field.Names.Select(static named => named.Value), 1];
        foreach (var each in tries)
        {
            var bits = FieldBits.Normalize(field, each);
            if (field.Role == FieldRole.Value && FieldBits.Holds(condition, field, bits)
                && IntegerChoices.IsValid(field, FieldBits.Number(field, bits)))
            {
                deciding.Bits = bits;
                return;
            }
        }

        throw new FieldTextException(new(node.Path, 0, true, $"the field is only there when {field.Name} says so; set {field.Name} first"));
    }
}
