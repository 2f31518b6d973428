namespace ProtoHarness.Framing;

/// <summary>
/// Changes frames as their schema suggests: lengths that lie, checksums that are wrong or repaired over damage, values beyond their
/// limits, and valid frames that differ in one field. The same seed makes the same changes.
/// </summary>
/// <param name="random">Where randomness comes from.</param>
public sealed class FrameMutator(Random random)
{
    static readonly Step[] Mutations =
    [
        NumberMutations.ChangeValue, NumberMutations.LeaveBounds, NumberMutations.BreakConstant, NumberMutations.BreakEnum,
        NumberMutations.BreakTag,
        LengthMutations.BreakLength, LengthMutations.BreakCount, LengthMutations.BreakPrefix, LengthMutations.BreakChecksum,
        ContentMutations.ChangeContent, ContentMutations.BreakPadding, ContentMutations.BreakVarInt, ContentMutations.BreakDelimiter,
        ContentMutations.BreakText, ContentMutations.Overfill,
        ElementMutations.Duplicate, ElementMutations.Drop, ElementMutations.Swap, ElementMutations.SwapFields, ElementMutations.DropField,
        ElementMutations.DuplicateField,
    ];

    readonly Random _random = random ?? throw new ArgumentNullException(nameof(random));

    /// <summary>Changes one thing at one node of a copy, if the tree has such a node.</summary>
    /// <returns>The change, or null when it applies nowhere.</returns>
    internal delegate Change? Step(FrameTree tree, Random random);

    /// <summary>What was changed in a tree.</summary>
    internal sealed record Change(FrameMutationKind Kind, FieldNode Node, string What);

    /// <summary>Changes a frame.</summary>
    /// <param name="tree">A valid tree; it is left as it is, but for its derived values, which are computed.</param>
    /// <returns>The changed frame. It may still be valid: many changes are.</returns>
    public FrameMutation Mutate(FrameTree tree) => Mutate(tree, FrameTreeWriter.WriteUnchecked(tree));

    /// <summary>Changes a frame that was written already, as many times as wanted.</summary>
    /// <param name="tree">A valid tree; it is left as it is.</param>
    /// <param name="original">What <see cref="FrameTreeWriter.WriteUnchecked"/> gave for the tree, in which nothing has been changed since.</param>
    /// <returns>The changed frame. It may still be valid: many changes are.</returns>
    public FrameMutation Mutate(FrameTree tree, byte[] original)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(original);

        // One in five changes the bytes themselves; the others go by the schema, the first that applies of a random order.
        if (_random.Next(5) > 0)
        {
            var start = _random.Next(Mutations.Length);
            for (var i = 0; i < Mutations.Length; i++)
            {
                var copy = tree.Clone();
                if (Mutations[(start + i) % Mutations.Length](copy, _random) is { } change && Written(copy, change) is { } mutation)
                {
                    return mutation;
                }
            }
        }

        return WireMutations.Of(tree, original, _random);
    }

    FrameMutation? Written(FrameTree tree, Change change)
    {
        var path = change.Node.Path;
        var stale = "";
        if (change.Kind == FrameMutationKind.ValueChanged)
        {
            TreePresence.Settle(tree);
            if (tree.Check() is not null)
            {
                return null;
            }
        }
        else if (change.Kind != FrameMutationKind.WrongChecksum && _random.Next(3) == 0)
        {
            stale = KeepChecksums(tree);
        }

        var name = path.Length == 0 ? tree.Schema.Name : path;
        return new(change.Kind, path, $"{name} {change.What}{stale}", FrameTreeWriter.WriteUnchecked(tree), tree);
    }

    /// <summary>Leaves the checksums as they were before the change, where they are otherwise computed over it.</summary>
    static string KeepChecksums(FrameTree tree)
    {
        var checksums = tree.Nodes.Where(static node => node.Schema.Role == FieldRole.Checksum && node.Override is null).ToList();
        checksums.ForEach(static node => node.Override = new() { Bits = node.Bits });
        return checksums.Count == 0 ? "" : ", with the checksum of before";
    }
}
