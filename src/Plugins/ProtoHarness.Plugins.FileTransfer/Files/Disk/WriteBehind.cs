using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// Writes a large file on a thread of its own, in large pieces and past the system's cache of pages where there is a way: then no page is found for what nobody reads again, and nothing is left to
/// wait for at the end. What the cache is not to see must stand at a multiple of <see cref="Alignment"/>, in memory as in the file; a piece that does not, as the last one, goes the usual way.
/// </summary>
sealed class WriteBehind : IDisposable
{
    /// <summary>What is written at once, in bytes.</summary>
    const int PieceLength = 1024 * 1024;

    /// <summary>How many pieces are written or wait for it, at most; the caller is held up by the next.</summary>
    const int MaxPieces = 4;

    /// <summary>What a device wants at most.</summary>
    const int Alignment = 4096;

    static byte[]? _spare;

    readonly object _gate = new();
    readonly SafeFileHandle _file;
    readonly Thread _writer;
    readonly byte[] _memory = Interlocked.Exchange(ref _spare, null) ?? GC.AllocateUninitializedArray<byte>((MaxPieces * PieceLength) + Alignment, pinned: true);
    readonly int _start;
    readonly int[] _lengths = new int[MaxPieces];

    // The caller's alone: the piece that it fills, how far, and up to where.
    int _filling;
    int _filled;
    int _room;

    // The thread's alone.
    SafeFileHandle? _direct;
    bool _isBehind;
    long _position;

    // Of both, under the gate.
    int _full;
    bool _isOver;
    Exception? _error;

    /// <summary>Goes on with a file.</summary>
    /// <param name="file">The file, which stays the caller's.</param>
    /// <param name="position">Where to go on: its length.</param>
    public WriteBehind(SafeFileHandle file, long position)
    {
        _file = file;
        _position = position;
        _direct = Posix.OpenPastCache(file);
        _start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0) & (Alignment - 1));

        // The first piece ends where whole ones begin.
        _room = PieceLength - (int)(position % PieceLength);
        _writer = new Thread(Run) { IsBackground = true, Name = "file writer" };
        _writer.UnsafeStart();
    }

    /// <summary>Takes bytes; they are the caller's again afterwards. Waits while too much waits already.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="IOException">Earlier ones could not be written.</exception>
    public void Write(in ReadOnlySequence<byte> bytes)
    {
        foreach (var part in bytes)
        {
            for (var rest = part.Span; !rest.IsEmpty;)
            {
                if (_filled == 0)
                {
                    WaitUntil(MaxPieces - 1);
                }

                var count = Math.Min(rest.Length, _room - _filled);
                rest[..count].CopyTo(Piece(_filling)[_filled..]);
                rest = rest[count..];
                _filled += count;
                if (_filled == _room)
                {
                    Pass();
                }
            }
        }
    }

    /// <summary>Waits until all that was taken is written; not until it survives a crash.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Drain()
    {
        if (_filled > 0)
        {
            Pass();
        }

        WaitUntil(0);
    }

    /// <summary>Writes what was taken, as far as that goes, and ends the thread.</summary>
    public void Dispose()
    {
        if (_filled > 0)
        {
            Pass();
        }

        lock (_gate)
        {
            _isOver = true;
            Monitor.PulseAll(_gate);
        }

        _writer.Join();
        _direct?.Dispose();
        _spare = _memory;
    }

    Span<byte> Piece(int index) => _memory.AsSpan(_start + (index * PieceLength), PieceLength);

    /// <summary>Passes the piece that is being filled on to the thread.</summary>
    void Pass()
    {
        lock (_gate)
        {
            _lengths[_filling] = _filled;
            _full++;
            Monitor.PulseAll(_gate);
        }

        _filling = (_filling + 1) % MaxPieces;
        _room = _filled == _room ? PieceLength : _room - _filled;
        _filled = 0;
    }

    void WaitUntil(int full)
    {
        lock (_gate)
        {
            while (_full > full && _error is null)
            {
                Monitor.Wait(_gate);
            }

            if (_error is not null)
            {
                throw new IOException(_error.Message, _error.HResult);
            }
        }
    }

    void Run()
    {
        for (var next = 0; TryAwait(); next = (next + 1) % MaxPieces)
        {
            var error = Store(Piece(next)[.._lengths[next]]);
            lock (_gate)
            {
                _full--;
                _error ??= error;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for a piece.</summary>
    /// <returns>Whether there is one to write; else it is over.</returns>
    bool TryAwait()
    {
        lock (_gate)
        {
            while (_full == 0 && !_isOver)
            {
                Monitor.Wait(_gate);
            }

            _isBehind = _full == MaxPieces;
            return _full > 0 && _error is null;
        }
    }

    /// <returns>What went wrong; null when it is written.</returns>
    Exception? Store(ReadOnlySpan<byte> piece)
    {
        try
        {
            if (!TryStorePastCache(piece))
            {
                RandomAccess.Write(_file, piece, _position);
                Posix.StartWriting(_file, _position, piece.Length);
            }

            _position += piece.Length;
            return null;
        }
        catch (Exception e)
        {
            // Whatever it is, it is the caller's to hear: on this thread it would end the process.
            return e;
        }
    }

    bool TryStorePastCache(ReadOnlySpan<byte> piece)
    {
        // A device that does not keep up with one piece after the other may with many at once: the cache gives it those.
        if (_direct is null || _isBehind || ((_position | (long)piece.Length) & (Alignment - 1)) != 0)
        {
            return false;
        }

        try
        {
            RandomAccess.Write(_direct, piece, _position);
            return true;
        }
        catch (Exception)
        {
            // This file system cannot after all, or something is wrong that the usual way will tell of.
            _direct.Dispose();
            _direct = null;
            return false;
        }
    }
}
