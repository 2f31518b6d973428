using System.Buffers;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// One session's chunks. Three sizes, so that a stream that holds few bytes does not hold a large chunk: what is held in memory
/// stays within eight times what is held unread, plus the smallest chunk per stream.
/// </summary>
sealed class SmuxChunkPool(MemoryPool<byte> memory)
{
    static readonly int[] Sizes = [512, 4096, 32_768];
    static readonly int[] Spares = [256, 128, 128];

    readonly SmuxChunk?[] _free = new SmuxChunk?[3];
    readonly int[] _freeCount = new int[3];

    internal SmuxChunk Rent(int wanted)
    {
        var size = wanted <= Sizes[0] ? 0 : wanted <= Sizes[1] ? 1 : 2;
        if (_free[size] is not { } chunk)
        {
            return new SmuxChunk(memory.Rent(Sizes[size]), size);
        }

        _free[size] = chunk.Next;
        _freeCount[size]--;
        chunk.Next = null;
        return chunk;
    }

    internal void Return(SmuxChunk chunk)
    {
        var size = chunk.SizeClass;
        if (_freeCount[size] >= Spares[size])
        {
            chunk.Release();
            return;
        }

        (chunk.Start, chunk.End, chunk.Next) = (0, 0, _free[size]);
        _free[size] = chunk;
        _freeCount[size]++;
    }

    /// <summary>Lets go of all that is spare.</summary>
    internal void Trim()
    {
        for (var size = 0; size < _free.Length; size++)
        {
            for (var chunk = _free[size]; chunk is not null; chunk = chunk.Next)
            {
                chunk.Release();
            }

            (_free[size], _freeCount[size]) = (null, 0);
        }
    }
}
