namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    readonly byte[] _partial = new byte[SmuxHeader.EncodedLength + SmuxUpdate.EncodedLength];
    long _bucket;
    int _partialLength;
    int _partialWanted = SmuxHeader.EncodedLength;
    SmuxHeader _header;
    int _payloadLeft;
    SmuxChannel? _payloadChannel;
    uint? _heldSyn;
    SmuxFault? _inputEnd;

    /// <summary>
    /// Whether more bytes are wanted. Not while unread data fills <see cref="SmuxConfig.MaxReceiveBuffer"/> (asked between frames, so that
    /// one frame may go beyond), nor while <see cref="SmuxConfig.AcceptBacklog"/> streams wait to be accepted.
    /// </summary>
    public bool CanReceive => Fault is null && _inputEnd is null && !IsThrottled;

    /// <summary>Whether a frame has begun and not ended.</summary>
    public bool IsInsideFrame => _payloadLeft > 0 || _partialLength > 0;

    /// <summary>Why reads end that the peer did not end itself, when its bytes have ended between two frames; else null.</summary>
    public SmuxFault? InputEnd => _inputEnd;

    /// <summary>Whether the peer's bytes have ended and left a stream of its own or of this side without its end.</summary>
    public bool IsCutOff => _inputEnd is not null && _channels.Values.Any(channel => !channel.Has(SmuxChannelState.FinReceived));

    bool IsThrottled => _heldSyn is not null || (_bucket <= 0 && !IsInsideFrame);

    /// <summary>Takes bytes of the peer.</summary>
    /// <param name="input">The bytes, cut anywhere.</param>
    /// <returns>The bytes consumed. Fewer than given only when <see cref="CanReceive"/> has become false; offer the rest again later.</returns>
    public int Receive(ReadOnlySpan<byte> input)
    {
        _heardFromPeer |= !input.IsEmpty;
        var rest = input;
        while (!rest.IsEmpty && CanReceive)
        {
            rest = _payloadLeft > 0 ? ReceivePayload(rest) : ReceiveHead(rest);
        }

        if (_dataHead is not null)
        {
            Fill();
        }

        return input.Length - rest.Length;
    }

    /// <summary>Asks where the next bytes of the peer go, when that is the place of a read that waits: whoever receives may put them there himself.</summary>
    /// <param name="least">What it must take at least, in bytes, to be worth it.</param>
    /// <param name="target">The place; valid until the read is ended or cancelled.</param>
    /// <param name="endsFrame">Whether a frame's head follows on as many bytes.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTarget(int least, out Memory<byte> target, out bool endsFrame)
    {
        (target, endsFrame) = (default, false);
        if (_payloadLeft < least || Fault is not null || _payloadChannel is not { Received.Length: 0 } channel || channel.Has(SmuxChannelState.ReadsClosed))
        {
            return false;
        }

        var count = Math.Min(_payloadLeft, channel.ReadTarget.Length - channel.ReadFilled);
        if (count < least)
        {
            return false;
        }

        target = channel.ReadTarget.Slice(channel.ReadFilled, count);
        endsFrame = count == _payloadLeft;
        return true;
    }

    /// <summary>Takes bytes of the peer that stand where <see cref="TryGetTarget"/> said.</summary>
    /// <param name="count">How many.</param>
    public void ReceiveAtTarget(int count)
    {
        var channel = _payloadChannel!;
        _heardFromPeer |= count > 0;
        _payloadLeft -= count;
        channel.ReadFilled += count;
        Consumed(channel, count);
        Signal(channel);
        if (_payloadLeft == 0)
        {
            _payloadChannel = null;
        }
    }

    /// <summary>
    /// Takes the end of the peer's bytes. Inside a frame it fails the session; between frames it ends only what cannot go on: reads of streams
    /// that the peer has not ended, and writes that wait for a window.
    /// </summary>
    public void ReceiveEnd()
    {
        if (Fault is not null || _inputEnd is not null)
        {
            return;
        }

        if (IsInsideFrame)
        {
            Fail(new SmuxFault(SmuxError.ConnectionEnded, "the connection ended inside a frame"));
            return;
        }

        _inputEnd = new SmuxFault(SmuxError.ConnectionEnded, "the connection ended before the stream did");
        foreach (var id in _channels.Keys.Order())
        {
            var channel = _channels[id];
            Signal(channel);
            if (!channel.PendingWrite.IsEmpty)
            {
                QueueData(channel);
            }
        }

        Fill();
    }

    ReadOnlySpan<byte> ReceiveHead(ReadOnlySpan<byte> input)
    {
        var count = Math.Min(input.Length, _partialWanted - _partialLength);
        input[..count].CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += count;
        if (_partialLength < _partialWanted)
        {
            return input[count..];
        }

        if (_partialWanted == SmuxHeader.EncodedLength)
        {
            if (SmuxHeader.TryRead(_partial.AsSpan(0, SmuxHeader.EncodedLength), out _header).IsComplete)
            {
                OnHeader(_header);
            }
            else
            {
                Breach($"unknown command {_partial[1]}");
            }
        }
        else
        {
            SmuxUpdate.TryRead(_partial.AsSpan(SmuxHeader.EncodedLength), out var update);
            OnUpdate(_header.StreamId, update);
            ExpectHeader();
        }

        return input[count..];
    }

    void ExpectHeader()
    {
        _partialLength = 0;
        _partialWanted = SmuxHeader.EncodedLength;
    }

    void OnHeader(in SmuxHeader header)
    {
        if (!IsRightVersion(header.Version))
        {
            Breach($"version {header.Version} in a session of version {_version}; both ends must have the same {nameof(SmuxConfig.Version)}");
        }
        else if (header.Command is SmuxCommand.Syn or SmuxCommand.Fin or SmuxCommand.Nop && header.Length != 0)
        {
            Breach($"{header.Command} with a payload of {header.Length} bytes");
        }
        else if (header.Command == SmuxCommand.Upd && _version == 1)
        {
            Breach("UPD in a session of version 1");
        }
        else if (header.Command == SmuxCommand.Upd && header.Length != SmuxUpdate.EncodedLength)
        {
            Breach($"UPD with a payload of {header.Length} bytes instead of {SmuxUpdate.EncodedLength}");
        }
        else if (header.Command == SmuxCommand.Upd)
        {
            _partialWanted = SmuxHeader.EncodedLength + SmuxUpdate.EncodedLength;
        }
        else
        {
            ExpectHeader();
            OnFrame(header);
        }
    }

    void OnFrame(in SmuxHeader header)
    {
        switch (header.Command)
        {
            case SmuxCommand.Syn:
                OnSyn(header.StreamId);
                break;
            case SmuxCommand.Fin when _channels.TryGetValue(header.StreamId, out var channel):
                OnFin(channel);
                break;
            case SmuxCommand.Fin:
                Ignore("FIN for a stream that is not open");
                break;
            case SmuxCommand.Psh:
                OnData(header);
                break;
        }
    }

    void OnData(in SmuxHeader header)
    {
        _payloadLeft = header.Length;
        _payloadChannel = _channels.GetValueOrDefault(header.StreamId);
        if (_payloadChannel is not { } channel)
        {
            Ignore("data for a stream that is not open");
        }
        else if (channel.Has(SmuxChannelState.ReadsClosed | SmuxChannelState.EndSeen))
        {
            Ignore(channel.Has(SmuxChannelState.EndSeen) ? "data behind the end of its stream" : "data for a stream that this side has closed");
            _payloadChannel = null;
        }
    }

    /// <summary>Whether a frame's version is this session's.</summary>
    /// <param name="version">The version.</param>
    internal virtual bool IsRightVersion(byte version) => version == _version;

    void OnSyn(uint id)
    {
        if (_channels.ContainsKey(id))
        {
            Ignore("SYN for a stream that is open");
        }
        else if (_channels.Count >= _config.MaxStreams)
        {
            Fail(new SmuxFault(
                SmuxError.TooManyStreams, $"the peer opened stream {id} while {_config.MaxStreams} are open; raise {nameof(SmuxConfig.MaxStreams)}"));
        }
        else if (_backlog.Count >= SmuxConfig.AcceptBacklog)
        {
            _heldSyn = id;
        }
        else
        {
            var channel = new SmuxChannel(id);
            _channels.Add(id, channel);
            _backlog.Enqueue(channel);
            StateChanged?.Invoke(id, "open");
        }
    }

    void ResumeHeldSyn()
    {
        if (_heldSyn is { } id)
        {
            _heldSyn = null;
            OnSyn(id);
        }
    }

    /// <summary>The peer ends a stream. What it sent before stays readable, and writing goes on.</summary>
    /// <param name="channel">The stream.</param>
    internal virtual void OnFin(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.FinReceived))
        {
            Ignore("a second FIN");
            return;
        }

        channel.Set(SmuxChannelState.FinReceived);
        channel.Clear(SmuxChannelState.OwesUpdate);
        Signal(channel);
        ForgetIfDone(channel);
        StateChanged?.Invoke(channel.Id, channel.Has(SmuxChannelState.WritesClosed) ? "closed" : "read-closed");
    }

    ReadOnlySpan<byte> ReceivePayload(ReadOnlySpan<byte> input)
    {
        var count = Math.Min(input.Length, _payloadLeft);
        _payloadLeft -= count;
        if (_payloadChannel is { } channel && !channel.Has(SmuxChannelState.ReadsClosed | SmuxChannelState.EndSeen))
        {
            Deliver(channel, input[..count]);
        }

        if (_payloadLeft == 0)
        {
            _payloadChannel = null;
        }

        return input[count..];
    }

    void Deliver(SmuxChannel channel, ReadOnlySpan<byte> data)
    {
        var target = channel.ReadTarget;
        if (channel.ReadFilled < target.Length && channel.Received.Length == 0)
        {
            var direct = Math.Min(data.Length, target.Length - channel.ReadFilled);
            data[..direct].CopyTo(target.Span[channel.ReadFilled..]);
            channel.ReadFilled += direct;
            Consumed(channel, direct);
            data = data[direct..];
        }

        channel.Received.Append(data, _payloadLeft, _chunks);
        _bucket -= data.Length;
        Signal(channel);
    }

    void ReturnTokens(int count) => _bucket += count;

    void Breach(string reason) => Fail(new SmuxFault(SmuxError.InvalidProtocol, $"the peer broke the smux protocol: {reason}"));
}
