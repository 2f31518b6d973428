namespace ProtoHarness.Framing;

/// <summary>Lengths, counts and checksums that lie.</summary>
static class LengthMutations
{
    internal static FrameMutator.Change? BreakLength(FrameTree tree, Random random) =>
        Break(tree, random, FieldRole.Length, FrameMutationKind.WrongLength);

    internal static FrameMutator.Change? BreakCount(FrameTree tree, Random random) =>
        Break(tree, random, FieldRole.Count, FrameMutationKind.WrongCount);

    internal static FrameMutator.Change? BreakPrefix(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => node.Schema.Extent == Extent.Prefixed) is not { } node)
        {
            return null;
        }

        var max = FieldBits.PrefixMax(node.Schema.Prefix);
        var length = (ulong)(node.ContentLength / 8);
        var wrong = Wrong(length, max, node.Schema.MaxLength, random);
        node.Override = new() { Prefix = wrong };
        return new(FrameMutationKind.WrongLength, node,
            $"has the length {NumberMutations.Text(wrong)} in front instead of {NumberMutations.Text(length)}");
    }

    internal static FrameMutator.Change? BreakChecksum(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => node.Schema.Role == FieldRole.Checksum) is not { } node)
        {
            return null;
        }

        var mask = FieldBits.Mask(node.Schema.BitWidth);
        var right = node.Bits & mask;
        var wrong = random.Next(4) switch
        {
            0 => 0UL,
            1 => mask,
            2 => ~right & mask,
            _ => right ^ (1UL << random.Next(node.Schema.BitWidth)),
        };
        wrong = wrong == right ? right ^ 1 : wrong;
        node.Override = new() { Bits = wrong };
        return new(FrameMutationKind.WrongChecksum, node, $"is 0x{wrong:x} instead of the right 0x{right:x}");
    }

    static FrameMutator.Change? Break(FrameTree tree, Random random, FieldRole role, FrameMutationKind kind)
    {
        if (NumberMutations.Pick(tree, random, node => node.Schema.Role == role) is not { } node)
        {
            return null;
        }

        var target = node.Schema.Target is { } name ? node.Enclosing?.Frame?.Find(name) : null;
        var limit = (long)Int128.Min((target?.MaxLength ?? long.MaxValue) + (Int128)node.Schema.Adjust, long.MaxValue);
        var wrong = FieldBits.Normalize(node.Schema, Wrong(node.Bits, FieldBits.Mask(node.Schema.BitWidth), limit, random));
        if (wrong == node.Bits)
        {
            return null;
        }

        node.Override = new() { Bits = wrong };
        var (says, right) = (FieldBits.Number(node.Schema, wrong), node.Number);
        return new(kind, node, $"says {NumberMutations.Text(says)} instead of {NumberMutations.Text(right)}");
    }

    /// <summary>A length that is wrong by one, or nothing, or the most, or just beyond the limit, or huge.</summary>
    static ulong Wrong(ulong right, ulong max, long limit, Random random)
    {
        ulong[] choices = [right + 1, right - 1, 0, max, max - 1, (max >> 1) + 1, max >> 1, (ulong)limit + 1, right * 2, 1];
        var start = random.Next(choices.Length);
        for (var i = 0; i < choices.Length; i++)
        {
            var choice = choices[(start + i) % choices.Length];
            if (choice <= max && choice != right)
            {
                return choice;
            }
        }

        return right ^ 1;
    }
}
