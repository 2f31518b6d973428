namespace ProtoHarness.Framing;

/// <summary>Elements and fields that are there twice, not at all, or in the wrong place.</summary>
static class ElementMutations
{
    internal static FrameMutator.Change? Duplicate(FrameTree tree, Random random)
    {
        if (PickArray(tree, random, 1) is not { } array)
        {
            return null;
        }

        var index = random.Next(array.Children.Count);
        array.Insert(index, array.Children[index].Clone());
        return new(FrameMutationKind.Duplicated, array, $"has element {index} twice");
    }

    internal static FrameMutator.Change? Drop(FrameTree tree, Random random)
    {
        if (PickArray(tree, random, 1) is not { } array)
        {
            return null;
        }

        var index = random.Next(array.Children.Count);
        array.RemoveAt(index);
        return new(FrameMutationKind.Dropped, array, $"is without its element {index}");
    }

    internal static FrameMutator.Change? Swap(FrameTree tree, Random random)
    {
        if (PickArray(tree, random, 2) is not { } array)
        {
            return null;
        }

        var first = random.Next(array.Children.Count - 1);
        var element = array.Children[first];
        array.RemoveAt(first);
        array.Insert(first + 1, element);
        return new(FrameMutationKind.Swapped, array, $"has its elements {first} and {first + 1} swapped");
    }

    /// <summary>Two neighbouring fields that change places on the wire.</summary>
    internal static FrameMutator.Change? SwapFields(FrameTree tree, Random random)
    {
        var node = NumberMutations.Pick(tree, random, static node => IsWhole(node) && Next(node) is not null);
        if (node is null)
        {
            return null;
        }

        var next = Next(node)!;
        var (here, there) = (Encoding(node), Encoding(next));
        node.Override = new() { Encoding = there };
        next.Override = new() { Encoding = here };
        return new(FrameMutationKind.Swapped, node, $"has changed places with {next.Path}");
    }

    internal static FrameMutator.Change? DropField(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => IsWhole(node) && node.Length > 0) is not { } node)
        {
            return null;
        }

        node.Override = new() { Encoding = ReadOnlyMemory<byte>.Empty };
        return new(FrameMutationKind.Dropped, node, "is left out");
    }

    internal static FrameMutator.Change? DuplicateField(FrameTree tree, Random random)
    {
        if (NumberMutations.Pick(tree, random, static node => IsWhole(node) && node.Length > 0) is not { } node)
        {
            return null;
        }

        var once = Encoding(node);
        node.Override = new() { Encoding = (byte[])[.. once, .. once] };
        return new(FrameMutationKind.Duplicated, node, "is there twice");
    }

    static FieldNode? PickArray(FrameTree tree, Random random, int least) => NumberMutations.Pick(
        tree, random, node => node.Schema.Kind == FieldKind.Array && node.Children.Count >= least);

    static bool IsWhole(FieldNode node) => node.Schema.BitGroupBytes == 0;

    static FieldNode? Next(FieldNode node)
    {
        var siblings = node.Parent!.Children;
        var next = node.Index + 1 < siblings.Count ? siblings[node.Index + 1] : null;
        return next is { IsPresent: true } && IsWhole(next) ? next : null;
    }

    static byte[] Encoding(FieldNode node)
    {
        var root = node;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var bytes = TreeWriting.EncodeFrame(root);
        return bytes[(int)(node.Offset / 8)..(int)((node.Offset + node.Length) / 8)];
    }
}
