using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file of the disk that grows. What is in a large one is sent to the disk while more comes, so that little is left to wait for at the end.</summary>
/// <param name="handle">The open file, which this owns.</param>
sealed class DiskWriter(SafeFileHandle handle) : IFileWriter
{
    /// <summary>From this length on a file is large. In bytes.</summary>
    const long Large = 8 * 1024 * 1024;

    readonly List<ReadOnlyMemory<byte>> _parts = [];
    WriteBehind? _behind;

    public long Length { get; private set; } = RandomAccess.GetLength(handle);

    public void Write(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        try
        {
            if (Length < Large)
            {
                WriteHere(bytes);
            }
            else
            {
                (_behind ??= GoBehind()).Write(bytes);
            }
        }
        catch (IOException e)
        {
            throw DiskErrors.Of(e);
        }

        Length += bytes.Length;
    }

    public void Sync()
    {
        try
        {
            _behind?.Drain();
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException e)
        {
            throw DiskErrors.Of(e);
        }
    }

    public void Dispose()
    {
        _behind?.Dispose();
        _behind = null;
        handle.Dispose();
    }

    /// <summary>Writes with one call of the system.</summary>
    void WriteHere(in ReadOnlySequence<byte> bytes)
    {
        _parts.Clear();
        foreach (var part in bytes)
        {
            _parts.Add(part);
        }

        RandomAccess.Write(handle, _parts, Length);
    }

    WriteBehind GoBehind()
    {
        Posix.StartWriting(handle, 0, Length);
        return new WriteBehind(handle, Length);
    }
}
