namespace ProtoHarness.Framing;

/// <summary>
/// Reduces frames by what their schema says: it drops elements, shortens contents, moves numbers towards the simplest, takes simpler
/// cases, and leaves optional fields out. Everything it offers is valid.
/// </summary>
public static class FrameShrinker
{
    /// <summary>Smaller valid trees, the smallest first. Each is closer to the simplest than the given one, so that no chain of steps is
    /// endless.</summary>
    /// <param name="tree">The tree; it is left as it is, but for its derived values, which are computed.</param>
    /// <returns>The trees, made one at a time.</returns>
    public static IEnumerable<FrameTree> Shrink(FrameTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Smaller(tree.Clone());
    }

    /// <summary>Takes smaller trees as long as they still fail.</summary>
    /// <param name="tree">A tree that fails.</param>
    /// <param name="stillFails">Whether a tree fails too.</param>
    /// <param name="maxTrials">How many trees are tried at most.</param>
    /// <returns>A tree that fails and of which no tried step does; the given one when no smaller one fails.</returns>
    public static FrameTree Minimize(FrameTree tree, Func<FrameTree, bool> stillFails, int maxTrials = 10_000)
    {
        ArgumentNullException.ThrowIfNull(stillFails);
        var best = tree;
        var trials = 0;
        bool isReduced;
        do
        {
            isReduced = false;
            foreach (var smaller in Shrink(best))
            {
                if (++trials > maxTrials)
                {
                    return best;
                }

                if (stillFails(smaller))
                {
                    (best, isReduced) = (smaller, true);
                    break;
                }
            }
        }
        while (isReduced);
        return best;
    }

    static IEnumerable<FrameTree> Smaller(FrameTree tree)
    {
        FrameTreeWriter.WriteUnchecked(tree);
        var weight = TreeWeight.Of(tree);
        var example = FrameGenerator.Example(tree.Schema);
        if (TreeWeight.Of(example).CompareTo(weight) < 0)
        {
            yield return example;
        }

        foreach (var edit in ShrinkSteps.Of(tree))
        {
            var copy = tree.Clone();
            edit.Apply(edit.Locate(copy));
            TreePresence.Settle(copy);
            if (copy.Check() is null && TreeWeight.Of(copy).CompareTo(weight) < 0)
            {
                yield return copy;
            }
        }
    }
}
