namespace ProtoHarness.Engine.Loading;

/// <summary>A new build of a watched plugin, or why it could not be loaded; then the one before stays in place.</summary>
/// <param name="Plugin">The new build; null when it could not be loaded. It belongs to the watch, which unloads it at the next.</param>
/// <param name="Error">Why it could not be loaded; null when it could.</param>
/// <param name="Before">Whether the build that an earlier new one replaced has really gone; null at the first, and after an error.</param>
public sealed record PluginReload(LoadedPlugin? Plugin, PluginLoadError? Error, UnloadVerdict? Before);
