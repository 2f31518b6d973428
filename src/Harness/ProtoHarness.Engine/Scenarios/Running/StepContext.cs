using System.Buffers;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>What a conversation gets that is one step of a script: the script's own context, with the step's parameters.</summary>
sealed class StepContext(ConversationContext inner, ParameterValues values, Action<IConnection> opened) : ConversationContext
{
    public override TimeProvider Time => inner.Time;

    public override Random Random { get; } = new SeededRandom((ulong)inner.Random.NextInt64());

    public override MemoryPool<byte> Memory => inner.Memory;

    public override CancellationToken Cancellation => inner.Cancellation;

    public override ParameterValues Values => values;

    public override void Log(string message) => inner.Log(message);

    public override void Enter(string machine, string state) => inner.Enter(machine, state);

    public override async ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var connection = await inner.ConnectAsync(cancellationToken);
        opened(connection);
        return connection;
    }
}
