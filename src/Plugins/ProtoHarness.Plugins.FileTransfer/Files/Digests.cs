using System.Security.Cryptography;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>SHA-256 over files.</summary>
static class Digests
{
    const int BufferLength = 128 * 1024;

    /// <summary>Adds the first bytes of a file.</summary>
    /// <returns>Whether there were as many.</returns>
    public static bool Add(IncrementalHash digest, IFileReader file, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[(int)Math.Min(BufferLength, Math.Max(1, length))];
        while (length > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = file.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, length)));
            if (read == 0)
            {
                return false;
            }

            digest.AppendData(buffer.AsSpan(0, read));
            length -= read;
        }

        return true;
    }

    /// <summary>The digest of a file; null when it is shorter than that.</summary>
    public static byte[]? Of(IFileSystem files, SafePath path, long length, CancellationToken cancellationToken)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var reader = files.OpenRead(path);
        return Add(digest, reader, length, cancellationToken) ? digest.GetHashAndReset() : null;
    }
}
