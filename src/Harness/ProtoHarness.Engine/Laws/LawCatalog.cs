namespace ProtoHarness.Engine.Laws;

/// <summary>All laws of this ProtoHarness, of codecs and of sessions, in the order of reports. The documentation is generated from it.</summary>
public static class LawCatalog
{
    /// <summary>The laws.</summary>
    public static IReadOnlyList<Law> All { get; } = [.. CodecLaws.All.Select(law => law.Law), .. SessionLaws.All.Select(law => law.Law)];

    /// <summary>The law of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The law, or null.</returns>
    public static Law? Find(string id) => All.FirstOrDefault(law => law.Id == id);
}
