namespace ProtoHarness.Engine.Scenarios;

/// <summary>Who plays the server.</summary>
/// <param name="Kind">Who.</param>
/// <param name="Argument">The service's name, or the command line; empty for the plugin's default service and for a script.</param>
public sealed record ServerChoice(ServerKind Kind, Named Argument)
{
    /// <summary>The plugin's server, with the service that the conversation wants.</summary>
    public static ServerChoice Default { get; } = new(ServerKind.Plugin, default);
}
