namespace ProtoHarness.Engine.Loading;

/// <summary>What became of the plugins that were asked for.</summary>
/// <param name="Plugins">Those that were loaded, in the order in which they were asked for; in a folder, by path.</param>
/// <param name="Errors">Those that were not.</param>
public sealed record CatalogResult(IReadOnlyList<LoadedPlugin> Plugins, IReadOnlyList<PluginLoadError> Errors);
