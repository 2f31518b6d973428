namespace ProtoHarness.Engine.Loading;

/// <summary>A file that is to be loaded as a plugin.</summary>
/// <param name="Path">The assembly or the source file, rooted.</param>
/// <param name="Origin">What it is.</param>
public sealed record PluginCandidate(string Path, PluginOrigin Origin);
