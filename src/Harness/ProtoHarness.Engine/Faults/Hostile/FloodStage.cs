namespace ProtoHarness.Engine.Faults;

/// <summary>Some bytes come again and again, as from a peer whose message never ends; nothing comes behind them.</summary>
/// <param name="context">What a stage gets.</param>
/// <param name="position">Where in the direction they begin.</param>
/// <param name="count">How many they are.</param>
/// <param name="number">Where in the direction a number stands that is another one each time they come; null for none.</param>
sealed class FloodStage(StageContext context, long position, int count, long? number = null) : ByteStage(context)
{
    /// <summary>How much comes: more than any message of a protocol that does not say how long its messages are. In bytes.</summary>
    public const int Size = 8 * 1024 * 1024;

    /// <summary>What comes at once, in bytes.</summary>
    const int Block = 64 * 1024;

    /// <summary>Digits of a number at least, hexadecimal: enough for as many as come.</summary>
    const int Digits = 7;

    /// <summary>What a number makes of the bytes about it by zeros in front, so that they come in thousands and not in millions. In bytes.</summary>
    const int Wide = 64;

    /// <summary>Between two blocks, in ticks: who takes them at once has the turn for one, not for all of them.</summary>
    const long Pause = TimeSpan.TicksPerMillisecond;

    readonly List<byte> _unit = [];
    bool _done;

    public override void End(long release)
    {
        if (!_done)
        {
            Next!.End(release);
        }
    }

    protected override void Handle(in LineChunk chunk)
    {
        if (_done)
        {
            return;
        }

        var (start, length) = Overlap(in chunk, position, count);
        _unit.AddRange(chunk.Bytes.Span.Slice(start, length));
        if (_unit.Count < count)
        {
            Next!.Data(in chunk);
            return;
        }

        _done = true;
        Context.Fire(position);
        Next!.Data(chunk.Slice(0, start + length, chunk.Cut));
        Repeat(chunk with { Cut = false });
    }

    /// <summary>Without numbers one block is what is repeated; with them each is made when it is read, since most are never.</summary>
    void Repeat(in LineChunk chunk)
    {
        var times = Math.Max(1, Block / count);
        var unit = _unit.ToArray();
        var same = number is null ? Repeated(unit, times) : [];
        for (var (sent, first, release) = (0, 0, chunk.Release); sent < Size; first += times, release += Pause)
        {
            var block = number is { } place ? new NumberedBlock(unit, (int)Math.Clamp(place - position, 0, count), Math.Max(Digits, Wide - count), first, times).Memory : same;
            Next!.Data(chunk with { Bytes = block, Release = release });
            sent += block.Length;
        }
    }

    static byte[] Repeated(byte[] unit, int times)
    {
        var all = new byte[unit.Length * times];
        unit.CopyTo(all, 0);
        for (var filled = unit.Length; filled < all.Length; filled *= 2)
        {
            all.AsSpan(..Math.Min(filled, all.Length - filled)).CopyTo(all.AsSpan(filled));
        }

        return all;
    }
}
