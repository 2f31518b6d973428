namespace ProtoHarness.Abstractions;

sealed class DelegateServer(Func<IConnection, RoleContext, Task> serve) : IProtocolServer
{
    public Task ServeAsync(IConnection connection, RoleContext context) => serve(connection, context);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
