namespace ProtoHarness.Framing;

/// <summary>How the fields of a frame refer to each other.</summary>
static class SchemaLinks
{
    /// <summary>The index of a field, or -1.</summary>
    internal static int IndexOf(this FrameSchema schema, string? name)
    {
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            if (schema.Fields[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Whether a length measures the content of one field that has no other end; else it measures a region, from the start of its first
    /// field to the end of its last, in which fields end as they say.
    /// </summary>
    internal static bool IsDirect(this FrameSchema schema, FieldSchema length) =>
        length is { Role: FieldRole.Length, TargetEnd: null, Target: { } name }
        && schema.Find(name) is { Extent: Extent.LengthField } target && target.ExtentField == length.Name;

    /// <summary>The length that measures the content of a field and nothing else, or null.</summary>
    internal static FieldNode? DirectLength(this FieldNode node) =>
        node.Schema is { Extent: Extent.LengthField, ExtentField: { } name } && node.Enclosing is { Frame: { } frame } enclosing
        && enclosing.Find(name) is { } length && frame.IsDirect(length.Schema) ? length : null;
}
