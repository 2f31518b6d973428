using System.Buffers;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

sealed class LiveClientContext(LiveServices services, Func<CancellationToken, ValueTask<IConnection>> connect, CancellationToken cancellation) : ConversationContext
{
    const string Name = "C";

    public override TimeProvider Time => services.Time;

    public override Random Random { get; } = services.Seed.Derive("role/C1").NewRandom();

    public override MemoryPool<byte> Memory => MemoryPool<byte>.Shared;

    public override CancellationToken Cancellation => cancellation;

    public override ParameterValues Values => services.Values;

    public override void Log(string message) => services.Observer.Said(Name, message);

    public override void Enter(string machine, string state)
    {
    }

    public override void Progress(string work, long done, long total) => services.Observer.Progressed(Name, work, done, total);

    public override ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken = default) => connect(cancellationToken);
}
