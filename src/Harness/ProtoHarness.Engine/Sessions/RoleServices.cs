using System.Buffers;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What both kinds of role context share.</summary>
sealed record RoleServices(
    string Name, TimeProvider Time, Random Random, MemoryPool<byte> Memory, CancellationToken Cancellation, ParameterValues Values, Action<string, string> Note);
