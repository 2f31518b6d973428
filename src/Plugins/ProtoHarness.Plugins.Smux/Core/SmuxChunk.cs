using System.Buffers;

namespace ProtoHarness.Plugins.Smux;

/// <summary>A piece of a stream's received bytes. The node is pooled together with its memory.</summary>
sealed class SmuxChunk(IMemoryOwner<byte> owner, int sizeClass)
{
    internal Memory<byte> Memory { get; } = owner.Memory;

    internal int SizeClass { get; } = sizeClass;

    internal int Start { get; set; }

    internal int End { get; set; }

    internal SmuxChunk? Next { get; set; }

    internal int Room => Memory.Length - End;

    internal void Release() => owner.Dispose();
}
