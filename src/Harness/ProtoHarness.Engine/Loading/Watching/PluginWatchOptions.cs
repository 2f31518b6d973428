namespace ProtoHarness.Engine.Loading;

/// <summary>How a plugin is watched for new builds.</summary>
public sealed record PluginWatchOptions
{
    /// <summary>How long there must be quiet after a change before the plugin is loaded again.</summary>
    public TimeSpan ReloadDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long to go on finding out whether the old build is really gone.</summary>
    public TimeSpan UnloadTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
