namespace ProtoHarness.Engine.Faults;

/// <summary>Lets through so many bytes a second, in pieces of a tenth of a second at most.</summary>
sealed class BandwidthStage(StageContext context, int bytesPerSecond) : ByteStage(context)
{
    long _free;

    public override void End(long release) => Next!.End(Math.Max(release, _free));

    protected override void Handle(in LineChunk chunk)
    {
        var piece = Math.Max(1, bytesPerSecond / 10);
        for (var start = 0; start < chunk.Bytes.Length; start += piece)
        {
            var length = Math.Min(piece, chunk.Bytes.Length - start);
            _free = Math.Max(_free, chunk.Release) + (length * TimeSpan.TicksPerSecond / bytesPerSecond);
            Context.Fire(Position + start);
            Next!.Data(chunk.Slice(start, length, cut: true) with { Release = _free });
        }
    }
}
