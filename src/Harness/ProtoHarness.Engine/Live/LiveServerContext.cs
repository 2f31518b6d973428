using System.Buffers;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

sealed class LiveServerContext(string name, LiveServices services, CancellationToken cancellation) : RoleContext
{
    public override TimeProvider Time => services.Time;

    public override Random Random { get; } = services.Seed.Derive("role/" + name).NewRandom();

    public override MemoryPool<byte> Memory => MemoryPool<byte>.Shared;

    public override CancellationToken Cancellation => cancellation;

    public override ParameterValues Values => services.Values;

    public override void Log(string message) => services.Observer.Said(name, message);

    public override void Enter(string machine, string state)
    {
    }

    public override void Progress(string work, long done, long total) => services.Observer.Progressed(name, work, done, total);
}
