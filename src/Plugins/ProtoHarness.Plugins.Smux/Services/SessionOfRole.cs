using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>Makes the session of a role: its clock, its memory and its states are the harness's.</summary>
static class SessionOfRole
{
    internal static SmuxSession Begin(SmuxSessionCore core, IConnection connection, RoleContext context)
    {
        context.Enter("session", "open");
        core.StateChanged = (id, state) => context.Enter($"stream {id}", state);
        if (connection.GetFeature<ISocketOptions>() is { } socket)
        {
            socket.NoDelay = true;
        }

        return SmuxSession.Over(core, connection, context.Time);
    }

    internal static void SetTimeouts(SmuxStream stream, RoleContext context) =>
        stream.ReadTimeout = stream.WriteTimeout = (int)context.Get(SmuxOptions.Timeout).TotalMilliseconds;
}
