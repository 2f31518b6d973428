using System.Buffers;

namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    /// <summary>The size of a batch: what is sent by one write of the connection.</summary>
    public const int BatchSize = 131_072;

    /// <summary>A frame is cut to the room that a batch still has only when at least this much of it fits.</summary>
    const int SmallestCut = 8192;

    const int LargestControl = SmuxHeader.EncodedLength + SmuxHeader.EncodedLength + SmuxUpdate.EncodedLength;

    IMemoryOwner<byte>? _batch;
    IMemoryOwner<byte>? _sending;
    int _batchLength;
    int _sendingLength;
    bool _owesNop;
    SmuxChannel? _controlHead;
    SmuxChannel? _controlTail;
    SmuxChannel? _dataHead;
    SmuxChannel? _dataTail;

    /// <summary>Whether there is something to send.</summary>
    public bool HasOutput => Fault is null && (_batchLength > 0 || _owesNop || _controlHead is not null || _dataHead is not null);

    /// <summary>Whether a batch was taken and has not come back.</summary>
    public bool IsSending => _sendingLength > 0;

    /// <summary>Takes the next batch to send; one at a time.</summary>
    /// <param name="batch">Whole frames, at most <see cref="BatchSize"/> bytes, valid until <see cref="EndSend"/>.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryBeginSend(out ReadOnlyMemory<byte> batch)
    {
        batch = default;
        if (IsSending || !HasOutput)
        {
            return false;
        }

        Fill();
        if (_batchLength == 0)
        {
            return false;
        }

        (_batch, _sending) = (_sending, _batch);
        (_batchLength, _sendingLength) = (0, _batchLength);
        batch = _sending!.Memory[.._sendingLength];
        if (_dataHead is not null)
        {
            Fill();
        }

        return true;
    }

    /// <summary>Gives a batch back: it was sent, or will never be.</summary>
    public void EndSend()
    {
        _sendingLength = 0;
        if (Fault is not null)
        {
            ReleaseOutput();
        }
    }

    /// <summary>
    /// Moves frames into the batch: keep-alive, then control frames, which make the peer go on, then data and FIN, one frame of each stream
    /// in turn, so that no stream waits for more than one frame of each other.
    /// </summary>
    void Fill()
    {
        if (Fault is not null)
        {
            return;
        }

        _batch ??= _config.MemoryPool.Rent(BatchSize);
        var room = _batch.Memory.Span[..BatchSize];
        if (_owesNop && room.Length - _batchLength >= SmuxHeader.EncodedLength)
        {
            _owesNop = false;
            Emit(room, SmuxCommand.Nop, 0, 0);
        }

        while (_controlHead is { } channel && room.Length - _batchLength >= LargestControl)
        {
            _controlHead = channel.NextControl;
            _controlTail = _controlHead is null ? null : _controlTail;
            channel.NextControl = null;
            channel.Clear(SmuxChannelState.InControlQueue);
            EmitControl(channel, room);
        }

        while (_controlHead is null && _dataHead is { } channel && TryEmitData(channel, room))
        {
            _dataHead = channel.NextData;
            _dataTail = _dataHead is null ? null : _dataTail;
            channel.NextData = null;
            channel.Clear(SmuxChannelState.InDataQueue);
            if (OwesData(channel))
            {
                QueueData(channel);
            }
        }
    }

    bool OwesData(SmuxChannel channel) =>
        channel.PendingWrite.IsEmpty ? channel.Has(SmuxChannelState.OwesFin) : Window(channel) > 0 && channel.WriteFault is null;

    void EmitControl(SmuxChannel channel, Span<byte> room)
    {
        if (channel.Has(SmuxChannelState.OwesSyn))
        {
            channel.Clear(SmuxChannelState.OwesSyn);
            Emit(room, SmuxCommand.Syn, 0, channel.Id);
        }

        if (channel.Has(SmuxChannelState.OwesUpdate))
        {
            channel.Clear(SmuxChannelState.OwesUpdate);
            channel.ReadSinceUpdate = 0;
            Emit(room, SmuxCommand.Upd, SmuxUpdate.EncodedLength, channel.Id);
            _batchLength += new SmuxUpdate(channel.ReadTotal, (uint)_config.MaxStreamBuffer).Write(room[_batchLength..]);
        }
    }

    /// <summary>Emits a stream's next data frame, and FIN behind the last one.</summary>
    /// <param name="channel">The stream.</param>
    /// <param name="room">The batch.</param>
    /// <returns>False when the batch has no room for it.</returns>
    bool TryEmitData(SmuxChannel channel, Span<byte> room)
    {
        if (!channel.PendingWrite.IsEmpty)
        {
            var allowed = Window(channel);
            if (channel.WriteFault is not null || allowed <= 0)
            {
                Signal(channel);
                return true;
            }

            var wanted = Math.Min(Math.Min(channel.PendingWrite.Length, allowed), _config.MaxFrameSize);
            var length = Math.Min(wanted, room.Length - _batchLength - SmuxHeader.EncodedLength);
            if (length < Math.Min(wanted, SmallestCut))
            {
                return false;
            }

            EmitData(channel, room, length);
        }

        if (!channel.PendingWrite.IsEmpty || !channel.Has(SmuxChannelState.OwesFin))
        {
            return true;
        }

        if (room.Length - _batchLength < SmuxHeader.EncodedLength)
        {
            return false;
        }

        EmitFin(channel, room);
        return true;
    }

    void EmitData(SmuxChannel channel, Span<byte> room, int length)
    {
        Emit(room, SmuxCommand.Psh, (ushort)length, channel.Id);
        channel.PendingWrite.Span[..length].CopyTo(room[_batchLength..]);
        _batchLength += length;
        channel.Written += (uint)length;
        channel.PendingWrite = channel.PendingWrite[length..];
        if (channel.PendingWrite.IsEmpty)
        {
            Signal(channel);
        }
    }

    void EmitFin(SmuxChannel channel, Span<byte> room)
    {
        channel.Clear(SmuxChannelState.OwesFin);
        channel.Set(SmuxChannelState.FinSent);
        Emit(room, SmuxCommand.Fin, 0, channel.Id);
        ForgetIfDone(channel);
    }

    void Emit(Span<byte> room, SmuxCommand command, ushort length, uint streamId)
    {
        _batchLength += new SmuxHeader(_version, command, length, streamId).Write(room[_batchLength..]);
    }

    void QueueControl(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.InControlQueue))
        {
            return;
        }

        channel.Set(SmuxChannelState.InControlQueue);
        if (_controlTail is null)
        {
            _controlHead = channel;
        }
        else
        {
            _controlTail.NextControl = channel;
        }

        _controlTail = channel;
    }

    void QueueData(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.InDataQueue))
        {
            return;
        }

        channel.Set(SmuxChannelState.InDataQueue);
        if (_dataTail is null)
        {
            _dataHead = channel;
        }
        else
        {
            _dataTail.NextData = channel;
        }

        _dataTail = channel;
    }

    void ReleaseOutput()
    {
        _batch?.Dispose();
        _batch = null;
        _batchLength = 0;
        if (!IsSending)
        {
            _sending?.Dispose();
            _sending = null;
        }
    }
}
