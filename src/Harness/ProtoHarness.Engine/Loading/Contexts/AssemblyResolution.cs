using System.Reflection;

namespace ProtoHarness.Engine.Loading;

/// <summary>How one request for an assembly ended.</summary>
/// <param name="Requested">What was asked for.</param>
/// <param name="Origin">Where it was found.</param>
/// <param name="Found">The version that was found; null when the host's default context was left to answer.</param>
/// <param name="Path">The file; null when it is the host's.</param>
/// <param name="SharedFailure">Why the host could not give a shared assembly, when it was to be shared and was not.</param>
public sealed record AssemblyResolution(
    AssemblyName Requested, AssemblyOrigin Origin, Version? Found, string? Path, string? SharedFailure)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var found = Origin == AssemblyOrigin.Host ? "left to the host" : $"{Found} {Origin.ToString().ToLowerInvariant()}{(Path is null ? "" : $" {Path}")}";
        var failure = SharedFailure is null ? "" : $" (not shared: {SharedFailure})";
        return $"{Requested.Name} {Requested.Version} -> {found}{failure}";
    }
}
