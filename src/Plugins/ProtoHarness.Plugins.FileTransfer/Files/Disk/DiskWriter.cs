using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file of the disk that grows. What is in it is sent to the disk while more comes, so that little is left to wait for at the end.</summary>
/// <param name="handle">The open file, which this owns.</param>
sealed class DiskWriter(SafeFileHandle handle) : IFileWriter
{
    /// <summary>How many bytes are sent to the disk at once.</summary>
    const long Stride = 8 * 1024 * 1024;

    readonly List<ReadOnlyMemory<byte>> _parts = [];
    long _onTheWay = RandomAccess.GetLength(handle);

    public long Length { get; private set; } = RandomAccess.GetLength(handle);

    public void Write(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        // One call of the system for all of them.
        _parts.Clear();
        foreach (var part in bytes)
        {
            _parts.Add(part);
        }

        try
        {
            RandomAccess.Write(handle, _parts, Length);
        }
        catch (IOException e)
        {
            throw DiskErrors.Of(e);
        }

        Length += bytes.Length;
        if (Length - _onTheWay >= Stride)
        {
            Posix.StartWriting(handle, _onTheWay, Length - _onTheWay);
            _onTheWay = Length;
        }
    }

    public void Sync()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException e)
        {
            throw DiskErrors.Of(e);
        }
    }

    public void Dispose() => handle.Dispose();
}
