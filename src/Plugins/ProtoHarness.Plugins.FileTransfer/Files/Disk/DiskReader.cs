using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file of the disk that is read.</summary>
/// <param name="handle">The open file, which this owns.</param>
sealed class DiskReader(SafeFileHandle handle) : IFileReader
{
    long _position;

    public int Read(Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(handle, buffer, _position);
            _position += read;
            return read;
        }
        catch (IOException e)
        {
            throw DiskErrors.Of(e);
        }
    }

    public void Seek(long offset) => _position = offset;

    public void Dispose() => handle.Dispose();
}
