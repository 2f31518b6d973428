using System.Globalization;

namespace ProtoHarness.Framing;

/// <summary>Changes to numbers.</summary>
static class NumberMutations
{
    internal static FrameMutator.Change? ChangeValue(FrameTree tree, Random random)
    {
        if (Pick(tree, random, static node => node.Schema.Role == FieldRole.Value && IsInteger(node)) is not { } node)
        {
            return null;
        }

        var field = node.Schema;
        var choices = IntegerChoices.Boundaries(node.Enclosing!.Frame!, field);
        choices.AddRange(new[] { node.Number + 1, node.Number - 1,
            field.MinValue + ((Int128)random.NextInt64() % (field.MaxValue - field.MinValue + 1)) }
            .Where(number => IntegerChoices.IsValid(field, number)));
        choices.RemoveAll(number => number == node.Number);
        if (choices.Count == 0)
        {
            return null;
        }

        var before = node.DisplayText;
        node.Bits = FieldBits.Of(field, choices[random.Next(choices.Count)]);
        return new(FrameMutationKind.ValueChanged, node, $"is {node.DisplayText} instead of {before}");
    }

    internal static FrameMutator.Change? LeaveBounds(FrameTree tree, Random random)
    {
        var node = Pick(tree, random, static node => node.Schema.Role == FieldRole.Value && IsInteger(node) && !node.Schema.IsClosed
            && Beyond(node.Schema).Count > 0);
        if (node is null)
        {
            return null;
        }

        var choices = Beyond(node.Schema);
        var number = choices[random.Next(choices.Count)];
        node.Override = new() { Bits = FieldBits.Of(node.Schema, number) };
        return new(FrameMutationKind.OutOfBounds, node,
            $"is {Text(number)}, beyond its bounds {Text(node.Schema.MinValue)}..{Text(node.Schema.MaxValue)}");
    }

    internal static FrameMutator.Change? BreakConstant(FrameTree tree, Random random)
    {
        if (Pick(tree, random, static node => node.Schema.Role == FieldRole.Constant) is not { } node)
        {
            return null;
        }

        var before = node.DisplayText;
        if (IsInteger(node))
        {
            node.Override = new() { Bits = Other(node, random) };
            return new(FrameMutationKind.WrongConstant, node,
                $"is {FieldDisplay.OfInteger(node.Schema, node.Override.Bits!.Value)} instead of the constant {before}");
        }

        var bytes = node.Schema.Constant.ToArray();
        var index = random.Next(bytes.Length);
        bytes[index] ^= (byte)(1 << random.Next(8));
        node.Override = new() { Encoding = bytes };
        return new(FrameMutationKind.WrongConstant, node, $"is {FieldDisplay.OfBytes(bytes)} instead of the constant {before}");
    }

    internal static FrameMutator.Change? BreakEnum(FrameTree tree, Random random)
    {
        if (Pick(tree, random, static node => node.Schema is { IsClosed: true, Role: FieldRole.Value or FieldRole.Tag }
            && IsInteger(node)) is not { } node)
        {
            return null;
        }

        for (var attempt = 0; attempt < 64; attempt++)
        {
            var bits = attempt < 32 ? (ulong)random.Next(64) : (ulong)random.NextInt64();
            bits = FieldBits.Normalize(node.Schema, bits);
            if (FieldBits.NameOf(node.Schema, bits) is null)
            {
                node.Override = new() { Bits = bits };
                return new(FrameMutationKind.UnknownEnumValue, node, $"is {Text(FieldBits.Number(node.Schema, bits))}, which has no name");
            }
        }

        return null;
    }

    internal static FrameMutator.Change? BreakTag(FrameTree tree, Random random)
    {
        if (Pick(tree, random, static node => node.Schema.Role == FieldRole.Tag && IsInteger(node)) is not { } node)
        {
            return null;
        }

        var before = node.DisplayText;
        var cases = node.Enclosing?.Find(node.Schema.Target ?? "")?.Schema.Cases ?? [];
        var others = cases.Where(option => !FieldBits.Same(node.Schema, option.Tag, node.Bits)).ToList();
        var bits = others.Count > 0 && random.Next(2) == 0
            ? FieldBits.Normalize(node.Schema, others[random.Next(others.Count)].Tag)
            : Other(node, random);
        node.Override = new() { Bits = bits };
        return new(FrameMutationKind.WrongTag, node, $"says {FieldDisplay.OfInteger(node.Schema, bits)} instead of {before}");
    }

    /// <summary>A random node of a kind, or null.</summary>
    internal static FieldNode? Pick(FrameTree tree, Random random, Func<FieldNode, bool> suits)
    {
        var nodes = tree.Nodes.Where(suits).ToList();
        return nodes.Count == 0 ? null : nodes[random.Next(nodes.Count)];
    }

    internal static bool IsInteger(FieldNode node) => node.Schema.Kind is FieldKind.Integer or FieldKind.VarInt;

    internal static string Text(Int128 number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Other bits than the node's, in its width.</summary>
    static ulong Other(FieldNode node, Random random)
    {
        var width = node.Schema.BitWidth is 0 ? 64 : node.Schema.BitWidth;
        var change = random.Next(3) switch
        {
            0 => 1UL,
            1 => 1UL << random.Next(width),
            _ => (ulong)random.NextInt64() & FieldBits.Mask(width),
        };
        return FieldBits.Normalize(node.Schema, node.Bits ^ (change == 0 ? 1 : change));
    }

    /// <summary>Numbers that the field is wide enough for and its bounds do not allow.</summary>
    static List<Int128> Beyond(FieldSchema field) =>
        new[] { field.MinValue - 1, field.MaxValue + 1, 0, -1, FieldBits.Mask(field.BitWidth), FieldBits.Mask(field.BitWidth) >> 1 }
        .Where(number => (number < field.MinValue || number > field.MaxValue)
            && FieldBits.Number(field, FieldBits.Of(field, number)) == number)
        .Where(number => field.IsSigned || number >= 0).Distinct().ToList();
}
