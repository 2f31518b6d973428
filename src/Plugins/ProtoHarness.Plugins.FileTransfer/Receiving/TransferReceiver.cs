using System.Buffers;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Takes the files of one connection, one after the other (docs/wire/file-transfer.md, 2 and 6).</summary>
/// <param name="connection">The connection.</param>
/// <param name="store">Where they go.</param>
sealed class TransferReceiver(IConnection connection, TransferStore store) : IDisposable
{
    readonly TransferPeer _peer = new(connection);
    readonly List<Offer> _folders = [];
    IncomingFile? _file;
    uint _id;
    bool _isOpen;
    ulong _stored;

    /// <summary>How many entries are there.</summary>
    public long Stored => (long)_stored;

    /// <summary>Receives until the sender has said that there is no more.</summary>
    /// <exception cref="ProtocolException">The sender broke the order, or ended without saying so.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _peer.ReadAsync(cancellationToken) is { } frame)
        {
            switch (frame.Kind)
            {
                case TransferKind.Offer:
                    await OfferedAsync(frame, cancellationToken);
                    break;
                case TransferKind.Chunk:
                    Expect(_isOpen && frame.Id == _id, "a chunk for no file that was accepted");
                    await WriteAsync(frame, cancellationToken);
                    break;
                case TransferKind.Finish:
                    Expect(_isOpen && frame.Id == _id, "the finish of no file that was accepted");
                    await FinishAsync(frame, cancellationToken);
                    break;
                case TransferKind.Cancel:
                    Expect(_isOpen && frame.Id == _id, "the cancellation of no file that was accepted");
                    await CancelAsync(cancellationToken);
                    break;
                case TransferKind.End:
                    Expect(!_isOpen, "the end inside a file");
                    Expect(frame.Value == _id, $"the end after {frame.Value} offers, where {_id} came");
                    SetFolders();
                    await _peer.SendAsync(TransferKind.Ended, 0, _stored, cancellationToken);
                    await connection.CompleteOutputAsync(cancellationToken);
                    return;
                default:
                    throw new ProtocolException($"The sender said {frame.Kind}, which only a receiver says.");
            }
        }

        throw new ProtocolException("The sender ended the stream without saying that there is no more.");
    }

    public void Dispose()
    {
        _file?.Dispose();
        _peer.Dispose();
    }

    static void Expect(bool condition, string what)
    {
        if (!condition)
        {
            throw new ProtocolException($"The sender sent {what}.");
        }
    }

    async ValueTask OfferedAsync(TransferFrame frame, CancellationToken cancellationToken)
    {
        Expect(!_isOpen, "an offer inside a file");
        Expect(frame.Id == _id + 1, $"offer {frame.Id}, where {_id + 1} is next");
        if (Offer.TryRead(frame.Body.ToArray(), out var offer) is not { IsComplete: true } result || result.Consumed != frame.Body.Length || offer.Size > long.MaxValue)
        {
            throw new ProtocolException($"Offer {frame.Id} cannot be read.");
        }

        _id = frame.Id;
        var decision = store.Decide(offer, cancellationToken);
        if (decision.Refusal is { } refusal)
        {
            await _peer.SendAsync(TransferKind.Refuse, _id, refusal, cancellationToken);
        }
        else if (decision.File is { } file)
        {
            (_file, _isOpen) = (file, true);
            await _peer.SendAsync(TransferKind.Accept, _id, (ulong)file.Position, cancellationToken);
        }
        else
        {
            _stored++;
            if (offer.Kind == EntryKind.Folder)
            {
                _folders.Add(offer);
            }

            await _peer.SendAsync(TransferKind.Have, _id, 0, cancellationToken);
        }
    }

    async ValueTask WriteAsync(TransferFrame frame, CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            // It has failed already and the sender knows: what was on its way is dropped.
            return;
        }

        Expect(frame.Value == (ulong)_file.Position, $"bytes from {frame.Value} on, where {_file.Position} is next");
        Expect(!frame.Body.IsEmpty && frame.Body.Length <= _file.Length - _file.Position, "more than it offered, or nothing");
        try
        {
            _file.Write(frame.Body);
        }
        catch (FileSystemException e)
        {
            await FailAsync(e, cancellationToken);
            return;
        }

        foreach (var segment in frame.Body)
        {
            connection.Ledger.Received(_file.Path, segment.Span);
        }
    }

    async ValueTask FinishAsync(TransferFrame frame, CancellationToken cancellationToken)
    {
        _isOpen = false;
        if (_file is null)
        {
            return;
        }

        Expect(_file.Position == _file.Length, $"the finish after {_file.Position} of {_file.Length} bytes");
        Expect(frame.Body.Length == (_file.IsDigestLate ? Offer.DigestLength : 0), "a finish without the digest that is due, or with one that is not");
        try
        {
            if (_file.Complete(frame.Body.ToArray()) is { } refusal)
            {
                await _peer.SendAsync(TransferKind.Failed, _id, refusal, cancellationToken);
            }
            else
            {
                _stored++;
                connection.Ledger.Ended(_file.Path);
                await _peer.SendAsync(TransferKind.Stored, _id, 0, cancellationToken);
            }
        }
        catch (FileSystemException e)
        {
            await FailAsync(e, cancellationToken);
        }

        Close();
    }

    async ValueTask CancelAsync(CancellationToken cancellationToken)
    {
        _isOpen = false;
        if (_file is null)
        {
            return;
        }

        try
        {
            await _peer.SendAsync(TransferKind.Kept, _id, (ulong)_file.Keep(), cancellationToken);
        }
        catch (FileSystemException e)
        {
            await FailAsync(e, cancellationToken);
        }

        Close();
    }

    async ValueTask FailAsync(FileSystemException e, CancellationToken cancellationToken)
    {
        Close();
        await _peer.SendAsync(TransferKind.Failed, _id, new Refusal(e.IsFull ? RefusalReason.NoSpace : RefusalReason.StorageFailed, e.Message), cancellationToken);
    }

    /// <summary>Folders get their modes and times last, the innermost first: what is put into a folder changes its time, and a mode may forbid it.</summary>
    void SetFolders()
    {
        for (var i = _folders.Count - 1; i >= 0; i--)
        {
            store.SetFacts(_folders[i]);
        }
    }

    void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
