using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The plugin that a script names.</summary>
/// <param name="Plugin">The plugin; null when it could not be had.</param>
/// <param name="Hash">SHA-256 of its file, hexadecimal; empty when it has none.</param>
/// <param name="Error">Why it could not be had, and what to do; empty when it was.</param>
public sealed record PluginLookup(PluginDefinition? Plugin, string Hash, string Error)
{
    /// <summary>There is no such plugin.</summary>
    /// <param name="error">Why, and what to do.</param>
    /// <returns>The answer.</returns>
    public static PluginLookup Missing(string error) => new(null, "", error);
}
