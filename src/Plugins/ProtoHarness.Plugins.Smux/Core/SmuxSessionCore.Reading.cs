namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    /// <summary>Reads what has arrived.</summary>
    /// <param name="channel">The stream.</param>
    /// <param name="destination">Where to. Empty: only asks whether a read would wait.</param>
    /// <param name="count">The bytes read.</param>
    /// <returns>The answer. What arrived comes before an end or a fault.</returns>
    public SmuxReadStatus TryRead(SmuxChannel channel, Span<byte> destination, out int count)
    {
        count = 0;
        if (channel.Received.Length > 0)
        {
            count = channel.Received.Take(destination, _chunks);
            Consumed(channel, count);
            ReturnTokens(count);
            return SmuxReadStatus.Data;
        }

        if (channel.Has(SmuxChannelState.FinReceived) && !channel.Has(SmuxChannelState.ReadsClosed))
        {
            channel.Set(SmuxChannelState.EndSeen);
            return SmuxReadStatus.End;
        }

        return ReadFault(channel) is null ? SmuxReadStatus.WouldBlock : SmuxReadStatus.Fault;
    }

    /// <summary>Lets a read wait. What arrives goes straight to its destination.</summary>
    /// <param name="channel">A stream whose last read would block.</param>
    /// <param name="destination">Where to, until <see cref="EndRead"/> or <see cref="CancelRead"/>. Empty: waits for bytes without taking them.</param>
    public void BeginRead(SmuxChannel channel, Memory<byte> destination)
    {
        channel.ReadTarget = destination;
        channel.ReadFilled = 0;
        channel.Set(SmuxChannelState.ReadWaits);
    }

    /// <summary>Asks whether the read that waits has ended, and takes its result.</summary>
    /// <param name="channel">The stream.</param>
    /// <param name="count">The bytes read.</param>
    /// <returns>The answer; when it is <see cref="SmuxReadStatus.WouldBlock"/> the read goes on waiting.</returns>
    public SmuxReadStatus EndRead(SmuxChannel channel, out int count)
    {
        count = channel.ReadFilled;
        var status = count > 0 ? SmuxReadStatus.Data : TryRead(channel, channel.ReadTarget.Span, out count);
        if (status != SmuxReadStatus.WouldBlock)
        {
            CancelRead(channel);
        }

        return status;
    }

    /// <summary>Gives up the read that waits.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The bytes that had reached its destination already.</returns>
    public int CancelRead(SmuxChannel channel)
    {
        var filled = channel.ReadFilled;
        channel.ReadTarget = default;
        channel.ReadFilled = 0;
        channel.Clear(SmuxChannelState.ReadWaits);
        return filled;
    }

    /// <summary>Why nothing more can be read.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>The reason; null when more can come, or the stream ended well.</returns>
    public SmuxFault? ReadFault(SmuxChannel channel) =>
        channel.Has(SmuxChannelState.ReadsClosed) ? StreamClosed(channel)
        : channel.Has(SmuxChannelState.FinReceived) ? null
        : Fault ?? _closing ?? _inputEnd;

    static SmuxFault StreamClosed(SmuxChannel channel) => new(SmuxError.StreamClosed, $"stream {channel.Id} was closed by this side");

    /// <summary>
    /// Counts what the application has read, and owes the peer an UPD after the very first read and after each half of
    /// <see cref="SmuxConfig.MaxStreamBuffer"/>.
    /// </summary>
    /// <param name="channel">The stream.</param>
    /// <param name="count">The bytes read.</param>
    internal virtual void Consumed(SmuxChannel channel, int count)
    {
        if (_version == 1 || count == 0)
        {
            return;
        }

        var isFirst = channel.ReadTotal == 0;
        channel.ReadTotal += (uint)count;
        channel.ReadSinceUpdate += (uint)count;
        if (isFirst || channel.ReadSinceUpdate >= (uint)_config.MaxStreamBuffer / 2)
        {
            OweUpdate(channel);
        }
    }

    /// <summary>Owes the peer an UPD. One that is owed already will carry the newer count; after the peer's FIN nobody wants it.</summary>
    /// <param name="channel">The stream.</param>
    internal virtual void OweUpdate(SmuxChannel channel)
    {
        channel.ReadSinceUpdate = 0;
        if (channel.ReadTotal != 0 && !channel.Has(SmuxChannelState.FinReceived) && Fault is null && _inputEnd is null)
        {
            channel.Set(SmuxChannelState.OwesUpdate);
            QueueControl(channel);
        }
    }
}
