namespace ProtoHarness.Engine.Loading;

/// <summary>A class that implements the plugin contract.</summary>
/// <param name="FullName">Its name, as reflection writes it.</param>
/// <param name="IsPublic">Whether it, and every class around it, is public.</param>
/// <param name="HasConstructor">Whether it has a public constructor without parameters.</param>
public sealed record PluginTypeInfo(string FullName, bool IsPublic, bool HasConstructor);
