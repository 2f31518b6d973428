using System.Security.Cryptography;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Offers files over one connection, one after the other (docs/wire/file-transfer.md, 2). Not for several callers at once.</summary>
/// <param name="connection">The connection; it stays the caller's.</param>
/// <param name="files">Where the files are.</param>
/// <param name="options">How to send.</param>
public sealed class TransferSender(IConnection connection, IFileSystem files, SenderOptions options) : IDisposable
{
    readonly TransferPeer _peer = new(connection);
    uint _id;

    /// <summary>Sends a file or makes a folder. A file whose digest the receiver wants to know first is offered again, and so is, once, one that arrived damaged.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="cancellationToken">Gives up; the receiver keeps what it has.</param>
    /// <param name="stopAt">Stops the file at this offset, to go on another time; null: at its end.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ProtocolException">The receiver broke the protocol.</exception>
    /// <exception cref="IOException">The connection was lost.</exception>
    public async Task<SendResult> SendAsync(SafePath path, CancellationToken cancellationToken, long? stopAt = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var result = await SendOnceAsync(path, stopAt, isDigestWanted: false, cancellationToken);
        if (result.Reason == RefusalReason.DigestWanted)
        {
            result = await SendOnceAsync(path, stopAt, isDigestWanted: true, cancellationToken);
        }

        return result.Reason == RefusalReason.DigestMismatch ? await SendOnceAsync(path, stopAt, isDigestWanted: true, cancellationToken) : result;
    }

    /// <summary>Offers what only a hostile or broken sender would.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why it was refused; null when the receiver has it already.</returns>
    /// <exception cref="ProtocolException">The receiver took it, or broke the protocol.</exception>
    internal async Task<Refusal?> OfferOnlyAsync(Offer offer, CancellationToken cancellationToken)
    {
        var answer = await OfferAsync(offer, cancellationToken);
        return answer.Kind switch
        {
            TransferKind.Refuse => Refusal.Of(answer),
            TransferKind.Have => null,
            _ => throw Unexpected(answer),
        };
    }

    /// <summary>Says that there is no more, and waits until the receiver has understood.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many entries the receiver has.</returns>
    /// <exception cref="ProtocolException">The receiver broke the protocol.</exception>
    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        await _peer.SendAsync(TransferKind.End, 0, _id, cancellationToken);
        var answer = await ReadAsync(0, cancellationToken);
        if (answer.Kind != TransferKind.Ended)
        {
            throw Unexpected(answer);
        }

        await connection.CompleteOutputAsync(cancellationToken);
        return (long)answer.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => _peer.Dispose();

    static ProtocolException Unexpected(in TransferFrame answer) => new($"The receiver said {answer.Kind} ({answer.Value}) where that means nothing.");

    async Task<SendResult> SendOnceAsync(SafePath path, long? stopAt, bool isDigestWanted, CancellationToken cancellationToken)
    {
        Offer offer;
        IFileReader? reader = null;
        try
        {
            try
            {
                if (files.Find(path) is not { Type: not FileType.Other } facts)
                {
                    return new SendResult(path.Value, SendOutcome.NotSent, Message: "it is not there, or a link");
                }

                offer = Describe(path, facts, isDigestWanted || facts.Length < options.LateDigest, cancellationToken);
                reader = facts.Type == FileType.File ? files.OpenRead(path) : null;
            }
            catch (FileSystemException e)
            {
                return new SendResult(path.Value, SendOutcome.NotSent, Message: e.Message);
            }

            var answer = await OfferAsync(offer, cancellationToken);
            return answer.Kind switch
            {
                TransferKind.Have => new SendResult(path.Value, SendOutcome.Had),
                TransferKind.Refuse => Refused(path, answer, 0),
                TransferKind.Accept when reader is not null && answer.Value <= offer.Size => await SendBytesAsync(path, offer, reader, (long)answer.Value, stopAt, cancellationToken),
                _ => throw Unexpected(answer),
            };
        }
        finally
        {
            reader?.Dispose();
        }
    }

    Offer Describe(SafePath path, in FileFacts facts, bool withDigest, CancellationToken cancellationToken)
    {
        var digest = facts.Type == FileType.Folder || !withDigest ? new byte[Offer.DigestLength]
            : Digests.Of(files, path, facts.Length, cancellationToken) ?? throw new FileSystemException("The file became shorter while it was read.");
        return new Offer(
            facts.Type == FileType.Folder ? EntryKind.Folder : EntryKind.File, (ushort)facts.Mode, facts.Modified.ToUnixTimeMilliseconds(), (ulong)facts.Length, digest, path.Value);
    }

    async Task<TransferFrame> OfferAsync(Offer offer, CancellationToken cancellationToken)
    {
        var body = new byte[offer.GetEncodedLength()];
        offer.Write(body);
        await _peer.SendAsync(TransferKind.Offer, ++_id, 0, cancellationToken, body);
        return await ReadAsync(_id, cancellationToken);
    }

    async Task<SendResult> SendBytesAsync(SafePath path, Offer offer, IFileReader reader, long from, long? stopAt, CancellationToken cancellationToken)
    {
        if (offer.IsDigestLate && from > 0)
        {
            throw new ProtocolException($"The receiver goes on with a file at {from} of which it does not know the digest.");
        }

        var size = (long)offer.Size;
        using var digest = offer.IsDigestLate ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

        // The receiver may fail in the middle: its word is listened for while the bytes go out.
        var word = ReadAsync(_id, cancellationToken);
        var position = from;
        var problem = "";
        try
        {
            var end = Math.Min(size, Math.Max(from, stopAt ?? size));
            var chunk = (int)Math.Min(Math.Clamp(options.Chunk, 1, TransferFrame.MaxBody), end - position);
            reader.Seek(position);
            while (position < end && !word.IsCompleted)
            {
                var bytes = _peer.RoomForBody((int)Math.Min(chunk, end - position));
                var read = reader.Read(bytes.Span);
                if (read == 0)
                {
                    throw new FileSystemException("The file became shorter while it was sent.");
                }

                digest?.AppendData(bytes.Span[..read]);
                connection.Ledger.Sent(path.Value, bytes.Span[..read]);
                await _peer.SendAsync(TransferKind.Chunk, _id, (ulong)position, cancellationToken, bytes[..read]);
                position += read;
                options.Progress?.Invoke(path.Value, position, size);
            }
        }
        catch (FileSystemException e)
        {
            problem = e.Message;
        }
        catch
        {
            // Whoever is lost, both are: the pending read ends with the connection, and its error says no more than this one.
            _ = word.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        var isWhole = position == size;
        await _peer.SendAsync(isWhole ? TransferKind.Finish : TransferKind.Cancel, _id, 0, cancellationToken, isWhole ? digest?.GetHashAndReset() : null);
        var answer = await word;
        return answer.Kind switch
        {
            TransferKind.Stored when isWhole => new SendResult(path.Value, SendOutcome.Stored, from),
            TransferKind.Kept when !isWhole => new SendResult(path.Value, problem.Length > 0 ? SendOutcome.NotSent : SendOutcome.Kept, from, Message: problem),
            TransferKind.Failed => Refused(path, answer, from),
            _ => throw Unexpected(answer),
        };
    }

    static SendResult Refused(SafePath path, in TransferFrame answer, long from)
    {
        var refusal = Refusal.Of(answer);
        return new SendResult(path.Value, SendOutcome.Refused, from, refusal.Reason, refusal.Message);
    }

    async Task<TransferFrame> ReadAsync(uint id, CancellationToken cancellationToken)
    {
        if (await _peer.ReadAsync(cancellationToken) is not { } frame)
        {
            throw new ProtocolException("The receiver ended the stream where an answer is due.");
        }

        return frame.Id == id ? frame : throw new ProtocolException($"The receiver answered offer {frame.Id}, where {id} is open.");
    }
}
