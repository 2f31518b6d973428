namespace ProtoHarness.Engine.Faults;

/// <summary>Some bytes come again and again, as from a peer whose message never ends; nothing comes behind them.</summary>
sealed class FloodStage(StageContext context, long position, int count) : ByteStage(context)
{
    /// <summary>How much comes: more than any message of a protocol that does not say how long its messages are. In bytes.</summary>
    public const int Size = 8 * 1024 * 1024;

    /// <summary>What comes at once, in bytes.</summary>
    const int Block = 64 * 1024;

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

    /// <summary>One block is what is repeated, so that the flood takes no more memory than that here.</summary>
    void Repeat(in LineChunk chunk)
    {
        var times = Math.Max(1, Block / count);
        var block = new byte[times * count];
        for (var i = 0; i < times; i++)
        {
            _unit.CopyTo(block, i * count);
        }

        for (var sent = 0; sent < Size; sent += block.Length)
        {
            Next!.Data(chunk with { Bytes = block });
        }
    }
}
