namespace ProtoHarness.Framing;

/// <summary>Makes conditional fields present or absent as the fields that decide say, after those have changed.</summary>
static class TreePresence
{
    /// <summary>How often conditions are looked at again, because what they made present changed what others look at.</summary>
    const int MaxPasses = 8;

    /// <summary>Settles every condition of a tree, and computes its derived fields. A field that becomes present is the simplest.</summary>
    internal static void Settle(FrameTree tree)
    {
        FrameTreeWriter.WriteUnchecked(tree);
        var sizes = new Lazy<SchemaSizes>(() => new(tree.Schema));
        for (var pass = 0; pass < MaxPasses && SettleFields(tree.Root, sizes, 0); pass++)
        {
            FrameTreeWriter.WriteUnchecked(tree);
        }
    }

    static bool SettleFields(FieldNode parent, Lazy<SchemaSizes> sizes, int depth)
    {
        var isChanged = false;
        foreach (var node in parent.Children)
        {
            if (parent.Frame is { } frame && node.Schema.Condition is { } condition)
            {
                var holds = parent.Find(condition.Field) is { } deciding && FieldBits.Holds(condition, deciding.Schema, deciding.Bits);
                if (holds != node.IsPresent)
                {
                    isChanged = true;
                    node.IsPresent = holds;
                    if (holds)
                    {
                        new TreeGrowth(sizes.Value, new(), null, 0).Grow(node, frame, 0, depth);
                    }
                }
            }

            isChanged |= node.IsPresent && SettleFields(node, sizes, depth + (parent.Frame is null ? 0 : 1));
        }

        return isChanged;
    }
}
