using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A server that sets the options of each socket first.</summary>
sealed class ConfiguredServer(IProtocolServer server) : IProtocolServer
{
    public Task ServeAsync(IConnection connection, RoleContext context)
    {
        JsonLinesSettings.Apply(connection, context.Values);
        return server.ServeAsync(connection, context);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
