using System.Buffers;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Buffers that are counted, so that one that is not returned is found, with where it was taken when that is kept.</summary>
sealed class TrackedMemoryPool(bool keepStacks) : MemoryPool<byte>
{
    readonly Lock _gate = new();
    readonly List<Owner> _rented = [];

    public override int MaxBufferSize => Array.MaxLength;

    public IReadOnlyList<string> Leaks()
    {
        lock (_gate)
        {
            return _rented.Count == 0 ? [] : [.. _rented.Select(owner => $"a buffer of {owner.Length} bytes was not returned{owner.Where}")];
        }
    }

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        var owner = new Owner(this, ArrayPool<byte>.Shared.Rent(minBufferSize < 0 ? 4096 : minBufferSize), keepStacks ? $"; it was taken{Environment.NewLine}{Environment.StackTrace}" : "");
        lock (_gate)
        {
            _rented.Add(owner);
        }

        return owner;
    }

    protected override void Dispose(bool disposing)
    {
    }

    sealed class Owner(TrackedMemoryPool pool, byte[] array, string where) : IMemoryOwner<byte>
    {
        byte[]? _array = array;

        public string Where => where;

        public int Length { get; } = array.Length;

        public Memory<byte> Memory => _array ?? throw new ObjectDisposedException("the buffer was returned");

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _array, null) is { } array)
            {
                lock (pool._gate)
                {
                    pool._rented.Remove(this);
                }

                // Cleared, so that a role which reads on after returning it sees that.
                array.AsSpan().Clear();
                ArrayPool<byte>.Shared.Return(array);
            }
        }
    }
}
