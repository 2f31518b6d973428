using System.Buffers;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file that is written at its end.</summary>
public interface IFileWriter : IDisposable
{
    /// <summary>How long it is now, in bytes.</summary>
    long Length { get; }

    /// <summary>Writes behind what is there.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="FileSystemException">The file system failed; what was written of the bytes is not known.</exception>
    void Write(in ReadOnlySequence<byte> bytes);

    /// <summary>Waits until the content survives a crash.</summary>
    /// <exception cref="FileSystemException">The file system failed.</exception>
    void Sync();
}
