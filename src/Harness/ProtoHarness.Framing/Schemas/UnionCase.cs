namespace ProtoHarness.Framing;

/// <summary>One case of a union.</summary>
/// <param name="Tag">The tag's value, as raw bits.</param>
/// <param name="Schema">The frame; a function, because schemas may refer to each other.</param>
public sealed record UnionCase(ulong Tag, Func<FrameSchema> Schema);
