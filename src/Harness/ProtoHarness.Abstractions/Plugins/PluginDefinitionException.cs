namespace ProtoHarness.Abstractions;

/// <summary>A plugin's declarations are wrong. The text says what to change.</summary>
/// <param name="message">What to change.</param>
public sealed class PluginDefinitionException(string message) : Exception(message);
