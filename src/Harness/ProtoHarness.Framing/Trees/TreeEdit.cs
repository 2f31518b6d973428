namespace ProtoHarness.Framing;

/// <summary>A change to one node, to be applied to a copy of the tree that the node is in.</summary>
/// <param name="Node">The node in the original.</param>
/// <param name="Apply">What is done to its twin in the copy.</param>
readonly record struct TreeEdit(FieldNode Node, Action<FieldNode> Apply)
{
    /// <summary>The node's twin in a copy of its tree.</summary>
    internal FieldNode Locate(FrameTree copy) => Twin(Node, copy.Root);

    static FieldNode Twin(FieldNode node, FieldNode root) => node.Parent is null ? root : Twin(node.Parent, root).Children[node.Index];
}
