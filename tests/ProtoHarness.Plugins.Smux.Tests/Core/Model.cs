namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>
/// Two sessions, the bytes between them, and what must be true: each byte of a stream is a function of the stream, the direction and its
/// position, so that one lost, doubled, swapped or misrouted names itself.
/// </summary>
sealed class Model(SmuxConfig config)
{
    readonly SmuxSessionCore[] _cores = [new(config with { KeepAliveDisabled = true }, true), new(config with { KeepAliveDisabled = true }, false)];
    readonly List<byte>[] _wires = [[], []];
    readonly List<End>[] _ends = [[], []];

    internal bool Corrupt { get; init; }

    internal void Run(IEnumerable<(byte Kind, byte Who, ushort Amount)> operations)
    {
        foreach (var (kind, who, amount) in operations)
        {
            Step(kind % 8, who & 1, who >> 1, amount);
        }

        Drain();
        Assert.All(_ends.SelectMany(ends => ends), end => Verify(end));
        foreach (var core in _cores)
        {
            Assert.Null(core.Fault);
            core.Dispose();
        }
    }

    void Step(int kind, int side, int index, int amount)
    {
        var core = _cores[side];
        var ends = _ends[side];
        var end = ends.Count == 0 ? null : ends[index % ends.Count];
        switch (kind)
        {
            case 0 when ends.Count < 12:
                ends.Add(new End(side, core.Open()));
                break;
            case 1 when core.TryAccept() is { } accepted:
                ends.Add(new End(side, accepted));
                break;
            case 2 when end is { WritesClosed: false, Pending: 0 }:
                Write(end, amount);
                break;
            case 3 when end is { Closed: false }:
                Read(end, amount);
                break;
            case 4 when end is not null && amount % 4 == 0:
                end.WritesClosed = true;
                core.CloseWrites(end.Channel);
                break;
            case 5 or 6:
                Carry(side, amount);
                break;
            case 7 when end is { Closed: false } && amount % 8 == 0:
                Settle(end);
                end.Sent -= core.CancelWrite(end.Channel);
                (end.WritesClosed, end.Closed, end.Pending) = (true, true, 0);
                core.Close(end.Channel);
                break;
        }

        _ends[0].ForEach(Settle);
        _ends[1].ForEach(Settle);
    }

    void Write(End end, int amount)
    {
        var data = new byte[amount];
        for (var at = 0; at < amount; at++)
        {
            data[at] = Positional(end.Channel.Id, end.Side, end.Sent + at);
        }

        end.Sent += amount;
        var status = _cores[end.Side].BeginWrite(end.Channel, data);
        Assert.NotEqual(SmuxWriteStatus.Fault, status);
        end.Pending = status == SmuxWriteStatus.Pending ? 1 : 0;
    }

    void Settle(End end)
    {
        if (end.Pending > 0 && _cores[end.Side].EndWrite(end.Channel) == SmuxWriteStatus.Done)
        {
            end.Pending = 0;
        }
    }

    bool Read(End end, int amount)
    {
        var buffer = new byte[amount + 1];
        var status = _cores[end.Side].TryRead(end.Channel, buffer, out var count);
        for (var at = 0; at < count; at++)
        {
            var expected = Positional(end.Channel.Id, 1 - end.Side, end.Received + at);
            Assert.True(buffer[at] == expected, $"stream {end.Channel.Id}, byte {end.Received + at}: {buffer[at]} instead of {expected}");
        }

        end.Received += count;
        end.SawEnd |= status == SmuxReadStatus.End;
        Assert.False(end.SawEnd && count > 0, "data behind the end");
        Assert.NotEqual(SmuxReadStatus.Fault, status);
        return count > 0;
    }

    bool Carry(int from, int amount)
    {
        var wire = _wires[from];
        if (_cores[from].TryBeginSend(out var batch))
        {
            wire.AddRange(batch.Span);
            _cores[from].EndSend();
        }

        if (Corrupt && wire.Count > 20)
        {
            wire[20] ^= 1;
        }

        var take = Math.Min(amount, wire.Count);
        var consumed = _cores[1 - from].Receive([.. wire.Take(take)]);
        Assert.True(consumed == take || !_cores[1 - from].CanReceive, "bytes left over by a session that wants them");
        wire.RemoveRange(0, consumed);
        return consumed > 0;
    }

    /// <summary>Accepts, reads and carries until nothing moves: what is then missing would be missing for ever.</summary>
    void Drain()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var side = 0; side < 2; side++)
            {
                moved |= Carry(side, int.MaxValue);
                while (_cores[side].TryAccept() is { } accepted)
                {
                    _ends[side].Add(new End(side, accepted));
                    moved = true;
                }

                foreach (var end in _ends[side])
                {
                    Settle(end);
                    moved |= !end.Closed && Read(end, 5000);
                }
            }
        }
    }

    void Verify(End end)
    {
        var peer = _ends[1 - end.Side].SingleOrDefault(other => other.Channel.Id == end.Channel.Id);
        Assert.NotNull(peer);
        if (peer.Closed)
        {
            return;
        }

        Assert.Equal(end.Sent, peer.Received);
        Assert.Equal(end.WritesClosed, peer.SawEnd);
        Assert.Equal(0, end.Pending);
    }

    static byte Positional(uint id, int side, long position) => (byte)((position * 31) + (position >> 8) + (id * 7) + (side * 101));

    sealed class End(int side, SmuxChannel channel)
    {
        internal int Side { get; } = side;

        internal SmuxChannel Channel { get; } = channel;

        internal long Sent { get; set; }

        internal long Received { get; set; }

        internal int Pending { get; set; }

        internal bool WritesClosed { get; set; }

        internal bool Closed { get; set; }

        internal bool SawEnd { get; set; }
    }
}
