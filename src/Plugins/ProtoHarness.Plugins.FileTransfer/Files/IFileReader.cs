namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file that is read from its start.</summary>
public interface IFileReader : IDisposable
{
    /// <summary>Reads on.</summary>
    /// <param name="buffer">Where to.</param>
    /// <returns>The bytes read; 0 at the end.</returns>
    /// <exception cref="FileSystemException">The file system failed.</exception>
    int Read(Span<byte> buffer);

    /// <summary>Goes on at an offset.</summary>
    /// <param name="offset">In bytes from the start.</param>
    /// <exception cref="FileSystemException">The file system failed.</exception>
    void Seek(long offset);
}
