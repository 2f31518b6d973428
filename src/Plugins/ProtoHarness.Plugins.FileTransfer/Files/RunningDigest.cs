using System.Security.Cryptography;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// The SHA-256 of bytes that come one after the other. Hashing takes longer than anything else that a transfer does, so what is more than a little is hashed beside it, on another
/// thread; whoever is more than <see cref="MostAhead"/> bytes ahead waits. Nothing but the waiting can be seen of that from outside.
/// </summary>
sealed class RunningDigest : IDisposable
{
    const int BufferLength = TransferFrame.MaxBody;
    const int Buffers = 4;

    /// <summary>How far the hashing may stay behind, in bytes.</summary>
    public const int MostAhead = Buffers * BufferLength;

    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly Queue<(byte[] Buffer, int Length)> _waiting = new();
    readonly Stack<byte[]> _free = new();
    readonly object _changed = new();
    readonly bool _beside;
    int _made;
    bool _isHashing;

    /// <summary>Nothing so far.</summary>
    /// <param name="length">How many bytes will come, as far as is known: little is hashed where it stands.</param>
    public RunningDigest(long length) => _beside = length > MostAhead && Environment.ProcessorCount > 1;

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_beside)
        {
            _hash.AppendData(bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var buffer = Free();
            var length = Math.Min(buffer.Length, bytes.Length);
            bytes[..length].CopyTo(buffer);
            bytes = bytes[length..];
            lock (_changed)
            {
                _waiting.Enqueue((buffer, length));
                if (!_isHashing)
                {
                    _isHashing = true;
                    ThreadPool.UnsafeQueueUserWorkItem(static digest => digest.HashWaiting(), this, preferLocal: false);
                }
            }
        }
    }

    /// <summary>The digest of all bytes.</summary>
    public byte[] Finish()
    {
        WaitUntilHashed();
        return _hash.GetHashAndReset();
    }

    public void Dispose()
    {
        WaitUntilHashed();
        _hash.Dispose();
    }

    byte[] Free()
    {
        lock (_changed)
        {
            while (_free.Count == 0 && _made == Buffers)
            {
                Monitor.Wait(_changed);
            }

            if (_free.TryPop(out var buffer))
            {
                return buffer;
            }

            _made++;
            return new byte[BufferLength];
        }
    }

    void HashWaiting()
    {
        while (true)
        {
            (byte[] Buffer, int Length) next;
            lock (_changed)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _isHashing = false;
                    Monitor.PulseAll(_changed);
                    return;
                }
            }

            _hash.AppendData(next.Buffer.AsSpan(0, next.Length));
            lock (_changed)
            {
                _free.Push(next.Buffer);
                Monitor.PulseAll(_changed);
            }
        }
    }

    void WaitUntilHashed()
    {
        lock (_changed)
        {
            while (_isHashing)
            {
                Monitor.Wait(_changed);
            }
        }
    }
}
