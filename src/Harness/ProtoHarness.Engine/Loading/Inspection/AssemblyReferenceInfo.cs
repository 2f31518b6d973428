namespace ProtoHarness.Engine.Loading;

/// <summary>A reference from one assembly to another.</summary>
/// <param name="Name">The simple name.</param>
/// <param name="Version">The version it was compiled against.</param>
public sealed record AssemblyReferenceInfo(string Name, Version Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";
}
