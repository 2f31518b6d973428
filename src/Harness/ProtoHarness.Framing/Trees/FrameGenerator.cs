namespace ProtoHarness.Framing;

/// <summary>
/// Builds random frames of any schema, all valid. It prefers boundaries: zero, one, limits, powers of two, named and unnamed values,
/// empty and long contents, and both sides of every condition. The same seed gives the same frames.
/// </summary>
public sealed class FrameGenerator
{
    /// <summary>How often a random tree that turns out to be invalid is built again, each time smaller.</summary>
    const int MaxAttempts = 4;

    readonly Random _random;
    readonly FrameGeneratorOptions _options;
    readonly SchemaSizes _sizes;

    /// <summary>A generator of one frame.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="random">Where randomness comes from.</param>
    /// <param name="options">The limits; null for the usual.</param>
    public FrameGenerator(FrameSchema schema, Random random, FrameGeneratorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(random);
        Schema = schema;
        _random = random;
        _options = options ?? new();
        _sizes = new(schema);
    }

    /// <summary>The frame.</summary>
    public FrameSchema Schema { get; }

    /// <summary>The simplest valid frame of a schema.</summary>
    /// <param name="schema">The frame.</param>
    /// <returns>A tree that can be written.</returns>
    /// <exception cref="InvalidOperationException">No finite frame keeps all that the schema demands.</exception>
    public static FrameTree Example(FrameSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var tree = Grow(schema, new(schema), new(), null, 0);
        return tree?.Check() is null && tree is not null
            ? tree
            : throw new InvalidOperationException(
                $"no example of {schema.Name} was found: {tree?.Check()?.ToString() ?? "the frame never ends"}");
    }

    /// <summary>A random valid frame.</summary>
    /// <param name="size">About how long contents and arrays are; 0 for the smallest. Boundaries may be longer, up to
    /// <see cref="FrameGeneratorOptions.MaxBytes"/>.</param>
    /// <returns>A tree that can be written.</returns>
    /// <exception cref="InvalidOperationException">No finite frame keeps all that the schema demands.</exception>
    public FrameTree Generate(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (Grow(Schema, _sizes, _options, _random, size >> (2 * attempt)) is { } tree && tree.Check() is null)
            {
                return tree;
            }
        }

        return Example(Schema);
    }

    static FrameTree? Grow(FrameSchema schema, SchemaSizes sizes, FrameGeneratorOptions options, Random? random, int size)
    {
        var least = sizes.Of(schema).Bytes;
        if (least >= SchemaSizes.Endless)
        {
            return null;
        }

        var root = FrameTree.NewRoot(schema);
        var growth = new TreeGrowth(sizes, options, random, size);
        growth.GrowFields(root, schema, Math.Max(0, options.MaxBytes - least), 0);
        var tree = new FrameTree(schema, root);
        TreePresence.Settle(tree);
        return tree;
    }
}
