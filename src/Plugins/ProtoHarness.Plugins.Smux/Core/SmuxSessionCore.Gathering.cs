namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    /// <summary>The most frames that are sent from where their data lies by one write of the connection.</summary>
    public const int MaxGathered = 4;

    readonly byte[] _heads = new byte[MaxGathered * SmuxHeader.EncodedLength];
    SmuxGather _gather;

    /// <summary>
    /// Begins to send data from where it lies, when nothing else is to be sent before it: that saves copying it into a batch.
    /// <see cref="EndGather"/> follows, and the data stays as it is until then.
    /// </summary>
    /// <param name="channel">A stream with no write waiting.</param>
    /// <param name="data">The data.</param>
    /// <param name="gather">The frames of its first part: as much as the window lets out, in <see cref="MaxGathered"/> frames and <see cref="BatchSize"/> bytes at most.</param>
    /// <returns>Whether there are any; if not, <see cref="BeginWrite"/> is the way.</returns>
    public bool TryBeginGather(SmuxChannel channel, ReadOnlyMemory<byte> data, out SmuxGather gather)
    {
        gather = default;
        if (IsSending || HasOutput || data.IsEmpty || WriteFault(channel) is not null)
        {
            return false;
        }

        var allowed = Math.Min(Window(channel), data.Length);
        if (allowed <= 0 || channel.WriteFault is not null)
        {
            return false;
        }

        var (count, length) = (0, 0);
        while (length < allowed && count < MaxGathered && length + ((count + 1) * SmuxHeader.EncodedLength) < BatchSize)
        {
            var room = BatchSize - length - ((count + 1) * SmuxHeader.EncodedLength);
            var payload = Math.Min(Math.Min(allowed - length, _config.MaxFrameSize), room);
            new SmuxHeader(_version, SmuxCommand.Psh, (ushort)payload, channel.Id).Write(_heads.AsSpan(count * SmuxHeader.EncodedLength));
            length += payload;
            count++;
        }

        _gather = gather = new SmuxGather(_heads.AsMemory(0, count * SmuxHeader.EncodedLength), data[..length], _config.MaxFrameSize);
        _sendingLength = gather.Length;
        channel.Written += (uint)length;
        return true;
    }

    /// <summary>Ends what <see cref="TryBeginGather"/> has begun. The data is the application's again.</summary>
    /// <param name="sent">The bytes that were sent.</param>
    /// <returns>A batch of the rest, to be sent before any other and ended by <see cref="EndSend"/>; empty when all was sent, and then nothing is being sent any more.</returns>
    public ReadOnlyMemory<byte> EndGather(int sent)
    {
        var gather = _gather;
        _gather = default;
        if (sent == gather.Length || Fault is not null)
        {
            EndSend();
            return default;
        }

        _sending ??= _config.MemoryPool.Rent(BatchSize);
        _sendingLength = gather.CopyRest(sent, _sending.Memory.Span);
        return _sending.Memory[.._sendingLength];
    }
}
