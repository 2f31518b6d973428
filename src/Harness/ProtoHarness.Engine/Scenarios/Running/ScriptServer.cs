using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>The server of a script: the script itself, or the plugin's with the script looking on.</summary>
sealed class ScriptServer(ScriptRun run, IProtocolServer? watched) : IProtocolServer
{
    public Task ServeAsync(IConnection connection, RoleContext context) =>
        watched is null ? run.ServeAsync(connection, context) : run.WatchAsync(watched, connection, context);

    public ValueTask DisposeAsync() => watched?.DisposeAsync() ?? ValueTask.CompletedTask;
}
