namespace ProtoHarness.Engine.Laws;

/// <summary>All laws of sessions.</summary>
public static class SessionLaws
{
    /// <summary>The laws, in the order of reports.</summary>
    public static IReadOnlyList<SessionLaw> All { get; } =
    [
        new CompletesLaw(), new BenignLaw(), new SplitLaw(), new HostileLaw(), new TruncationLaw(), new LeaksLaw(), new CancellationLaw(),
        new HalfCloseLaw(), new DatagramLaw(), new IsolationLaw(), new CrowdLaw(), new ParityLaw(), new SameSeedLaw(),
    ];

    /// <summary>The law of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The law, or null.</returns>
    public static SessionLaw? Find(string id) => All.FirstOrDefault(law => law.Law.Id == id);
}
