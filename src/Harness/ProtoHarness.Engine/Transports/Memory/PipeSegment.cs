using System.Buffers;

namespace ProtoHarness.Engine.Transports;

/// <summary>A piece of a pipe's memory, of which a part is filled. Kept by its pipe, and filled again.</summary>
sealed class PipeSegment : ReadOnlySequenceSegment<byte>
{
    byte[] _array = [];
    int _end;

    public PipeSegment? NextSegment { get; private set; }

    /// <summary>What of it is filled, in bytes from its start.</summary>
    public int End
    {
        get => _end;
        set
        {
            _end = value;
            Memory = _array.AsMemory(0, value);
        }
    }

    /// <summary>What is not filled yet.</summary>
    public Memory<byte> Room => _array.AsMemory(_end);

    /// <summary>Takes memory.</summary>
    /// <param name="least">How much at least, in bytes.</param>
    public void Rent(int least)
    {
        _array = ArrayPool<byte>.Shared.Rent(least);
        End = 0;
    }

    /// <summary>Puts one behind this one.</summary>
    /// <param name="next">It.</param>
    public void Append(PipeSegment next)
    {
        NextSegment = next;
        Next = next;
        next.RunningIndex = RunningIndex + End;
    }

    /// <summary>Gives its memory back.</summary>
    /// <param name="isInUse">Whether somebody may still write to it: then it is left to the collector.</param>
    public void Free(bool isInUse = false)
    {
        if (!isInUse && _array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = [];
        End = 0;
        NextSegment = null;
        Next = null;
        RunningIndex = 0;
    }
}
