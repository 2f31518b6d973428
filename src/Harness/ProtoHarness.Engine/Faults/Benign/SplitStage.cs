namespace ProtoHarness.Engine.Faults;

/// <summary>Cuts the stream once, at given positions.</summary>
sealed class SplitStage(StageContext context, IReadOnlyList<long> positions) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        var start = 0;
        foreach (var position in positions)
        {
            var at = position - Position;
            if (at > start && at < chunk.Bytes.Length)
            {
                Context.Fire(position);
                Next!.Data(chunk.Slice(start, (int)at - start, cut: true));
                start = (int)at;
            }
            else if (at == chunk.Bytes.Length)
            {
                Context.Fire(position);
                Next!.Data(chunk.Slice(start, chunk.Bytes.Length - start, cut: true));
                return;
            }
        }

        Next!.Data(chunk.Slice(start, chunk.Bytes.Length - start, chunk.Cut));
    }
}
