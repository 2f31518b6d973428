using System.Buffers;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Memory of which each byte that is out is counted.</summary>
sealed class CountingPool : MemoryPool<byte>
{
    internal long Rented { get; private set; }

    internal long Most { get; private set; }

    public override int MaxBufferSize => int.MaxValue;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        Rented += minBufferSize;
        Most = Math.Max(Most, Rented);
        return new Owner(this, minBufferSize);
    }

    protected override void Dispose(bool disposing)
    {
    }

    sealed class Owner(CountingPool pool, int size) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; private set; } = new byte[size];

        public void Dispose()
        {
            pool.Rented -= Memory.Length;
            Memory = default;
        }
    }
}
