namespace ProtoHarness.Framing;

/// <summary>Changes to bytes, text and what stands around them.</summary>
static class ContentMutations
{
    /// <summary>How far beyond a limit a content is made: longer ones cost more and say no more.</summary>
    const long MaxOverfill = 1 << 20;

    internal static FrameMutator.Change? ChangeContent(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(
                tree, random, static node => node.Schema is { Kind: FieldKind.Bytes or FieldKind.Text, Role: FieldRole.Value }) is not { } node)
        {
            return null;
        }

        var field = node.Schema;
        var bounds = LengthBounds.Of(node.Enclosing!.Frame!, field);
        long[] lengths = [node.Content.Length, node.Content.Length + 1L, node.Content.Length - 1L, bounds.Min, Math.Min(bounds.Max, 300),
            random.Next(64)];
        var length = (int)Math.Clamp(lengths[random.Next(lengths.Length)], bounds.Min, bounds.Max);
        var before = node.DisplayText;
        node.Content = ContentChoices.Random(field, length, random);
        return tree.Check() is null ? new(FrameMutationKind.ValueChanged, node, $"is {node.DisplayText} instead of {before}") : null;
    }

    internal static FrameMutator.Change? BreakPadding(FrameTree tree, Random random)
    {
        var node = NumberMutations.Pick(
            tree, random, static node => node.Layout.PaddedEnd > node.Layout.End || node.Layout.Padded < DerivedValues.GroupStart(node));
        if (node is null)
        {
            return null;
        }

        var garbage = (byte)random.Next(1, 256);
        node.Override = new() { Padding = garbage };
        return new(FrameMutationKind.WrongPadding, node, $"is padded with 0x{garbage:x2} instead of zeros");
    }

    internal static FrameMutator.Change? BreakVarInt(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => node.Schema.Kind == FieldKind.VarInt) is not { } node)
        {
            return null;
        }

        var raw = FieldBits.WriteVarInt(node.Schema.ZigZag ? FieldBits.Fold(node.Bits) : node.Bits);
        var extra = random.Next(4) == 0 ? random.Next(1, 16) : 1;
        byte[] overlong = [.. raw, .. Enumerable.Repeat((byte)0x80, extra - 1), 0];
        overlong[raw.Length - 1] |= 0x80;
        node.Override = new() { Encoding = overlong };
        return new(FrameMutationKind.OverlongVarInt, node,
            $"takes {overlong.Length} bytes for the number {node.DisplayText}, {extra} more than it needs");
    }

    internal static FrameMutator.Change? BreakDelimiter(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => node.Schema.Extent == Extent.Delimited) is not { } node)
        {
            return null;
        }

        var delimiter = node.Schema.Delimiter;
        if (random.Next(2) == 0)
        {
            var rest = delimiter[..random.Next(delimiter.Length)];
            node.Override = new() { Delimiter = rest };
            var what = rest.IsEmpty
                ? "has no delimiter behind it"
                : $"has only {rest.Length} of its delimiter's {delimiter.Length} bytes behind it";
            return new(FrameMutationKind.WrongDelimiter, node, what);
        }

        var at = random.Next(node.Content.Length + 1);
        node.Override = new() { Encoding = (byte[])[.. node.Content.Span[..at], .. delimiter.Span, .. node.Content.Span[at..],
            .. delimiter.Span] };
        return new(FrameMutationKind.WrongDelimiter, node, $"has its delimiter inside, at byte {at}");
    }

    internal static FrameMutator.Change? BreakText(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(
                tree, random, static node => node.Schema is { Kind: FieldKind.Text, Role: FieldRole.Value }
            && node.Content.Length > 0) is not { } node)
        {
            return null;
        }

        byte[][] wrong = [[0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]];
        var bad = wrong[random.Next(wrong.Length)];
        bad = bad.Length <= node.Content.Length ? bad : [0xFF];
        var at = random.Next(node.Content.Length - bad.Length + 1);
        var bytes = node.Content.ToArray();
        bad.CopyTo(bytes, at);
        if (TreeReading.IsText(node.Schema, bytes))
        {
            // What follows made a character of it; this byte is in none.
            bad = [0xFF];
            bytes[at] = 0xFF;
        }

        node.Content = bytes;
        return new(FrameMutationKind.InvalidText, node, $"has 0x{Convert.ToHexStringLower(bad)} at byte {at}, which is no text");
    }

    internal static FrameMutator.Change? Overfill(FrameTree tree, Random random)
    {
        var node = NumberMutations.Pick(
                tree, random, static node => node.Schema is { Kind: FieldKind.Bytes or FieldKind.Text, Role: FieldRole.Value }
            && LengthBounds.Of(node.Enclosing!.Frame!, node.Schema).Max < MaxOverfill);
        if (node is null)
        {
            return null;
        }

        var max = LengthBounds.Of(node.Enclosing!.Frame!, node.Schema).Max;
        node.Content = ContentChoices.Simplest(node.Schema, (int)max + 1);
        return new(FrameMutationKind.TooLong, node, $"is {max + 1} bytes long, one more than it may be");
    }
}
