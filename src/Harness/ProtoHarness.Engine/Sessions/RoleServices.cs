using System.Buffers;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What both kinds of role context share.</summary>
sealed record RoleServices(
    string Name, TimeProvider Time, Seed Seed, MemoryPool<byte> Memory, CancellationToken Cancellation, ParameterValues Values, Action<string, string> Note)
{
    /// <summary>The role's own randomness. Made when it is asked for: most roles never do.</summary>
    public Random Random => field ??= Seed.NewRandom();
}
