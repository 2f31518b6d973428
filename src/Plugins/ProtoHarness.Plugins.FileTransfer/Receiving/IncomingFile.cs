using System.Buffers;
using System.Security.Cryptography;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// A file on its way in. It grows under the name of its part, and gets its own name in one step when every byte is there, has the offered digest, and is on the disk:
/// whoever dies at any moment leaves the old file or the new one (docs/wire/file-transfer.md, 6).
/// </summary>
sealed class IncomingFile : IDisposable
{
    readonly TransferStore _store;
    readonly Offer _offer;
    readonly SafePath _path;
    readonly SafePath _part;
    readonly IncrementalHash _digest;
    readonly IFileWriter _writer;
    bool _disposed;

    IncomingFile(TransferStore store, in Offer offer, SafePath path, SafePath part, IncrementalHash digest, IFileWriter writer)
    {
        (_store, _offer, _path, _part, _digest, _writer) = (store, offer, path, part, digest, writer);
        Position = writer.Length;
    }

    /// <summary>The bytes that are there.</summary>
    public long Position { get; private set; }

    public string Path => _path.Value;

    public long Length => (long)_offer.Size;

    /// <summary>Whether the digest comes with the finish.</summary>
    public bool IsDigestLate => _offer.IsDigestLate;

    /// <summary>Opens the part, and goes on behind what an earlier transfer left of the same content.</summary>
    public static IncomingFile Open(TransferStore store, in Offer offer, SafePath path, CancellationToken cancellationToken)
    {
        var part = PartOf(store.Files, offer, path);
        var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IFileWriter? writer = null;
        try
        {
            var kept = 0L;
            if (store.Files.Find(part) is { } left)
            {
                if (left.Type == FileType.File && (ulong)left.Length <= offer.Size)
                {
                    using var reader = store.Files.OpenRead(part);
                    kept = Digests.Add(digest, reader, left.Length, cancellationToken) ? left.Length : -1;
                }
                else
                {
                    store.Files.Delete(part);
                }
            }

            // Open for nobody else from here on. Whoever wrote it in between is another process.
            writer = store.Files.OpenAppend(part);
            if (writer.Length != kept)
            {
                throw new FileSystemException($"'{part}' is being written by somebody else.");
            }

            return new IncomingFile(store, offer, path, part, digest, writer);
        }
        catch
        {
            digest.Dispose();
            writer?.Dispose();
            throw;
        }
    }

    public void Write(in ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            _digest.AppendData(segment.Span);
        }

        _writer.Write(bytes);
        Position += bytes.Length;
        _store.Options.Progress?.Invoke(Path, Position, Length);
    }

    /// <summary>Gives the file its name.</summary>
    /// <param name="late">The digest that came with the finish.</param>
    /// <returns>Why it does not get it; null when it has it, for good.</returns>
    public Refusal? Complete(ReadOnlySpan<byte> late)
    {
        if (!_digest.GetHashAndReset().AsSpan().SequenceEqual(IsDigestLate ? late : _offer.Digest.Span))
        {
            _writer.Dispose();
            _store.Files.Delete(_part);
            return new Refusal(RefusalReason.DigestMismatch, "what was received has another digest than what was offered");
        }

        // The content before the name, and the name before anybody is told.
        _writer.Sync();
        _writer.Dispose();
        _store.Files.SetFacts(_part, _offer.Mode & 0b111_111_111, FileTimes.FromMilliseconds(_offer.Modified));
        _store.Files.Replace(_part, _path);
        _store.Files.SyncFolder(_path.Parent);
        return null;
    }

    /// <summary>Keeps what is there for another time.</summary>
    /// <returns>How many bytes.</returns>
    public long Keep()
    {
        _writer.Sync();
        return Position;
    }

    /// <summary>Lets go of it before anything comes: what an earlier transfer left stays for another time, a part of no bytes does not.</summary>
    public void GiveUp()
    {
        _writer.Dispose();
        if (Position == 0)
        {
            _store.Files.Delete(_part);
        }

        Dispose();
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _writer.Dispose();
            _digest.Dispose();
            _store.Release(_path);
        }
    }

    /// <summary>The part's place; what an offer without digest has left goes on under the name that the digest gives it.</summary>
    static SafePath PartOf(IFileSystem files, in Offer offer, SafePath path)
    {
        var late = path.PartOf(offer.Size, offer.Modified);
        if (offer.IsDigestLate)
        {
            return late;
        }

        var part = path.PartOf(offer.Digest.Span);
        if (files.Find(part) is null && files.Find(late) is { Type: FileType.File })
        {
            files.Replace(late, part);
        }

        return part;
    }
}
