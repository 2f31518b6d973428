using System.Buffers;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Sessions;

sealed class ClientContext(RoleServices services, Func<CancellationToken, ValueTask<IConnection>> connect, IScriptControl control) : ConversationContext
{
    /// <summary>What a script can do beyond what a role can.</summary>
    public IScriptControl Control => control;

    public override TimeProvider Time => services.Time;

    public override Random Random => services.Random;

    public override MemoryPool<byte> Memory => services.Memory;

    public override CancellationToken Cancellation => services.Cancellation;

    public override ParameterValues Values => services.Values;

    public override void Log(string message) => services.Note(services.Name, message);

    public override void Enter(string machine, string state) => services.Note(services.Name, $"{machine}: {state}");

    public override ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken = default) => connect(cancellationToken);
}
