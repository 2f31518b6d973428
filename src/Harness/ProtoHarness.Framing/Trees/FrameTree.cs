namespace ProtoHarness.Framing;

/// <summary>
/// A frame as a tree of fields, driven by its schema alone: what the dissector shows, the shrinker reduces, the mutator breaks and the
/// scenario script fills in. Not safe for several threads.
/// </summary>
public sealed class FrameTree
{
    internal FrameTree(FrameSchema schema, FieldNode root)
    {
        Schema = schema;
        Root = root;
    }

    /// <summary>The frame's description.</summary>
    public FrameSchema Schema { get; }

    /// <summary>The outermost frame; its children are the frame's fields.</summary>
    public FieldNode Root { get; }

    /// <summary>Every node below the root that is present, in the order of the wire, each before its children.</summary>
    public IEnumerable<FieldNode> Nodes => Below(Root);

    /// <summary>The field of a path, such as <c>Body.Items[2].Length</c>, as declared.</summary>
    /// <param name="path">The path; empty for the root.</param>
    /// <returns>The field, present or not; null when there is none.</returns>
    public FieldNode? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var node = Root;
        foreach (var step in FieldPath.Steps(path))
        {
            node = step.Index is { } index
                ? (node.Schema.Kind == FieldKind.Array && index < node.Children.Count ? node.Children[index] : null)
                : node.Find(step.Name);
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>A copy that shares nothing but the immutable.</summary>
    public FrameTree Clone() => new(Schema, Root.Clone());

    /// <summary>Whether two trees say the same: structure, values, contents. Overrides and positions do not count.</summary>
    /// <param name="other">The other tree.</param>
    public bool ContentEquals(FrameTree? other) => other is not null && ReferenceEquals(Schema, other.Schema) && Same(Root, other.Root);

    /// <summary>What makes the tree impossible to write as its schema says; fields with an <see cref="FieldNode.Override"/> are
    /// excused.</summary>
    /// <returns>The first error, or null when the tree is valid.</returns>
    public FrameError? Check() => FrameTreeChecker.Check(this);

    /// <summary>One line for each field: path, value.</summary>
    public override string ToString() => string.Join('\n', Nodes.Select(static node => node.ToString()));

    internal static FieldNode NewRoot(FrameSchema schema) =>
        new(new FieldSchema { Name = schema.Name, Kind = FieldKind.Frame, Nested = () => schema,
            TypeName = schema.Name }) { Frame = schema };

    static IEnumerable<FieldNode> Below(FieldNode node)
    {
        foreach (var child in node.Children)
        {
            if (child.IsPresent)
            {
                yield return child;
                foreach (var below in Below(child))
                {
                    yield return below;
                }
            }
        }
    }

    static bool Same(FieldNode left, FieldNode right)
    {
        if (left.IsPresent != right.IsPresent)
        {
            return false;
        }

        if (!left.IsPresent)
        {
            return true;
        }

        if (left.Bits != right.Bits || left.Case?.Tag != right.Case?.Tag || left.Children.Count != right.Children.Count
            || !left.Content.Span.SequenceEqual(right.Content.Span))
        {
            return false;
        }

        for (var i = 0; i < left.Children.Count; i++)
        {
            if (!Same(left.Children[i], right.Children[i]))
            {
                return false;
            }
        }

        return true;
    }
}
