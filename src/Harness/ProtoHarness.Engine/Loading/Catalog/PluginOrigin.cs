namespace ProtoHarness.Engine.Loading;

/// <summary>What a plugin was loaded from.</summary>
public enum PluginOrigin
{
    /// <summary>An assembly that comes with the tool.</summary>
    Bundled,

    /// <summary>An assembly of the user's.</summary>
    Assembly,

    /// <summary>One C# source file.</summary>
    Source,
}
