using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Findings;

/// <summary>The plugin whose codec is judged, and the values of its options.</summary>
/// <param name="Plugin">The plugin.</param>
/// <param name="Values">The values of its options.</param>
public sealed record CodecSubject(PluginDefinition Plugin, ParameterValues Values);
