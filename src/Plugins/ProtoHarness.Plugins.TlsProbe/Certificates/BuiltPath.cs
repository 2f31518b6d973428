namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>The path that the library built.</summary>
/// <param name="Path">Leaf first; it may end without a trusted root.</param>
/// <param name="Problems">What is wrong on it.</param>
/// <param name="IsVerified">Whether nothing is.</param>
sealed record BuiltPath(IReadOnlyList<KnownCertificate> Path, IReadOnlyList<PathProblem> Problems, bool IsVerified)
{
    /// <summary>The first moment for which it was built.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The last one.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether building it again would give the same.</summary>
    public bool Holds(DateTimeOffset now) => now >= From && now <= Until;
}
