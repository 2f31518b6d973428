namespace ProtoHarness.Engine.Laws;

/// <summary>All laws of codecs.</summary>
public static class CodecLaws
{
    /// <summary>The laws, in the order of reports.</summary>
    public static IReadOnlyList<CodecLaw> All { get; } =
    [
        new RoundTripLaw(), new CanonicalLaw(), new PrefixLaw(), new SplitCodecLaw(), new ConcatenationLaw(), new SegmentedLaw(), new JunkLaw(),
        new LimitLaw(), new EncodedLengthLaw(), new SchemaLaw(),
    ];

    /// <summary>The law of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The law, or null.</returns>
    public static CodecLaw? Find(string id) => All.FirstOrDefault(law => law.Law.Id == id);
}
