using System.Buffers;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.JsonLines.Tests.Sockets;

/// <summary>What a role gets that has one connection.</summary>
sealed class SocketContext(ParameterValues values, IConnection connection) : ConversationContext
{
    public override TimeProvider Time => TimeProvider.System;

    public override Random Random { get; } = new Seed(1).NewRandom();

    public override MemoryPool<byte> Memory => MemoryPool<byte>.Shared;

    public override CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override ParameterValues Values => values;

    public override ValueTask<IConnection> ConnectAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(connection);

    public override void Log(string message)
    {
    }

    public override void Enter(string machine, string state)
    {
    }
}
