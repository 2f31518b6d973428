namespace ProtoHarness.Framing;

/// <summary>
/// Encodes a tree, driven by the schema alone. Constants, lengths, counts, tags and checksums are computed, whatever their nodes hold,
/// unless a node carries a <see cref="FieldNode.Override"/>. Afterwards every node knows its place and every derived node its value.
/// </summary>
public static class FrameTreeWriter
{
    /// <summary>Encodes a valid tree. What carries an override is not checked: that is what overrides are for.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FrameEncodingException">A field without an override cannot be written as its schema says.</exception>
    public static byte[] Write(FrameTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var bytes = WriteUnchecked(tree);
        return FrameTreeChecker.CheckWritten(tree) is { } error ? throw new FrameEncodingException(error) : bytes;
    }

    /// <summary>Encodes a tree as it is: values outside their bounds, cut to the width of their fields, too.</summary>
    /// <param name="tree">The tree.</param>
    /// <returns>The bytes.</returns>
    public static byte[] WriteUnchecked(FrameTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var bytes = TreeWriting.EncodeFrame(tree.Root);
        var end = bytes.Length * 8L;
        tree.Root.Layout = new(0, 0, 0, end, end, end);
        return bytes;
    }
}
