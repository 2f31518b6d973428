namespace ProtoHarness.Framing;

/// <summary>
/// A codec's description of its own fields. The codec, the random-value generator and its shrinker, the mutator, the
/// dissector and the specification table are all fed from it.
/// </summary>
public sealed record FrameSchema
{
    /// <summary>The deepest nesting of frames that a reader follows.</summary>
    public const int MaxDepth = 64;

    /// <summary>The frame's name: the record's.</summary>
    public required string Name { get; init; }

    /// <summary>The first sentence of the declaration's documentation, or empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The byte order of the frame's integers.</summary>
    public ByteOrder ByteOrder { get; init; }

    /// <summary>The longest frame, in bytes.</summary>
    public long MaxLength { get; init; } = FrameAttribute.DefaultMaxLength;

    /// <summary>The fields, in the order of the wire. Empty for a codec written by hand that does not describe itself.</summary>
    public required IReadOnlyList<FieldSchema> Fields { get; init; }

    /// <summary>Whether the frame says itself where it ends. One that ends with remaining bytes does not.</summary>
    public bool IsSelfDelimiting { get; init; } = true;

    /// <summary>The source file of the declaration, relative to its project, or empty.</summary>
    public string SourceFile { get; init; } = "";

    /// <summary>The line of the declaration, from 1; 0 when unknown.</summary>
    public int SourceLine { get; init; }

    /// <summary>The field of a name.</summary>
    /// <param name="name">The name, as declared.</param>
    /// <returns>The field, or null.</returns>
    public FieldSchema? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
