namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    /// <summary>Sends data. What cannot go out at once waits; the buffer must stay as it is until the write is done, cancelled or failed.</summary>
    /// <param name="channel">A stream with no write waiting.</param>
    /// <param name="data">The data, in frames of at most <see cref="SmuxConfig.MaxFrameSize"/>; nothing is sent for no data.</param>
    /// <returns>The answer.</returns>
    public SmuxWriteStatus BeginWrite(SmuxChannel channel, ReadOnlyMemory<byte> data)
    {
        if (WriteFault(channel) is not null)
        {
            return SmuxWriteStatus.Fault;
        }

        if (data.IsEmpty)
        {
            return SmuxWriteStatus.Done;
        }

        channel.PendingWrite = data;
        QueueData(channel);
        Fill();
        var status = EndWrite(channel);
        if (status == SmuxWriteStatus.Pending)
        {
            channel.Set(SmuxChannelState.WriteWaits);
        }

        return status;
    }

    /// <summary>Asks whether the write that waits has ended.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The answer.</returns>
    public SmuxWriteStatus EndWrite(SmuxChannel channel)
    {
        if (channel.PendingWrite.IsEmpty && channel.WriteFault is null)
        {
            channel.Clear(SmuxChannelState.WriteWaits);
            return SmuxWriteStatus.Done;
        }

        if (channel.WriteFault is null && Fault is null)
        {
            return SmuxWriteStatus.Pending;
        }

        CancelWrite(channel);
        return SmuxWriteStatus.Fault;
    }

    /// <summary>Gives up the write that waits. Its buffer is free at once.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The bytes that were not put on their way.</returns>
    public int CancelWrite(SmuxChannel channel)
    {
        var left = channel.PendingWrite.Length;
        channel.PendingWrite = default;
        if (left > 0 && channel.Has(SmuxChannelState.WriteWaits))
        {
            Signal(channel);
        }

        channel.Clear(SmuxChannelState.WriteWaits);
        return left;
    }

    /// <summary>Why nothing more can be written.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The reason; null when data can be written.</returns>
    public SmuxFault? WriteFault(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.WritesClosed) || (Fault ?? _closing) is not null)
        {
            return channel.Has(SmuxChannelState.WritesClosed) ? StreamClosed(channel) : Fault ?? _closing;
        }

        Window(channel);
        return channel.WriteFault;
    }

    /// <summary>
    /// How many bytes the peer lets go out now: its window less what is under way. The counts wrap, so that only their difference has a meaning.
    /// An UPD that cannot be right makes the stream's writes fail, until one comes that can.
    /// </summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The bytes; not positive when writing must wait.</returns>
    internal virtual int Window(SmuxChannel channel)
    {
        channel.WriteFault = null;
        if (_version == 1)
        {
            return int.MaxValue;
        }

        var underWay = (int)(channel.Written - channel.PeerConsumed);
        if (underWay < 0)
        {
            channel.WriteFault = new SmuxFault(
                SmuxError.ConsumedMoreThanSent, $"stream {channel.Id}: the peer says it has read {channel.PeerConsumed} bytes, but was sent {channel.Written}");
            return 0;
        }

        if (channel.PeerWindow > int.MaxValue)
        {
            channel.WriteFault = new SmuxFault(SmuxError.InvalidWindow, $"stream {channel.Id}: the peer grants a window of {channel.PeerWindow} bytes, above 2^31-1");
            return 0;
        }

        var window = (int)channel.PeerWindow - underWay;
        if (window <= 0)
        {
            channel.WriteFault = _inputEnd;
        }

        return window;
    }

    /// <summary>The peer says what it has read and what it lets be under way: absolute values, the last one counts.</summary>
    /// <param name="streamId">The stream; one that is not known is nobody's business any more.</param>
    /// <param name="update">The values.</param>
    internal virtual void OnUpdate(uint streamId, in SmuxUpdate update)
    {
        if (!_channels.TryGetValue(streamId, out var channel))
        {
            Ignore("UPD for a stream that is not open");
            return;
        }

        channel.PeerConsumed = update.Consumed;
        channel.PeerWindow = update.Window;
        if (!channel.PendingWrite.IsEmpty)
        {
            QueueData(channel);
        }
    }
}
