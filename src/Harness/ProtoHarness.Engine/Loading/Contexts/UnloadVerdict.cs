namespace ProtoHarness.Engine.Loading;

/// <summary>Whether an unloaded plugin is really gone from memory.</summary>
/// <param name="Gone">Whether it is.</param>
/// <param name="Collections">How many garbage collections it took, or were tried.</param>
/// <param name="Elapsed">How long that was.</param>
/// <param name="Holders">What of the plugin is still reachable, when it is not gone: the nearest that can be said of who holds it.</param>
public sealed record UnloadVerdict(bool Gone, int Collections, TimeSpan Elapsed, IReadOnlyList<string> Holders)
{
    /// <inheritdoc/>
    public override string ToString() => Gone
        ? $"unloaded after {Collections} collections"
        : $"still in memory after {Collections} collections. Reachable: {string.Join("; ", Holders)}";
}
