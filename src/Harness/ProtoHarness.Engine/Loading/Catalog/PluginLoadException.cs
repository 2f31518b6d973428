namespace ProtoHarness.Engine.Loading;

/// <summary>A plugin could not be loaded.</summary>
/// <param name="error">Why, and what to do.</param>
/// <param name="inner">What was caught.</param>
public sealed class PluginLoadException(PluginLoadError error, Exception? inner = null) : Exception(error?.ToString(), inner)
{
    /// <summary>Why, and what to do.</summary>
    public PluginLoadError Error { get; } = error ?? throw new ArgumentNullException(nameof(error));
}
