namespace ProtoHarness.Engine.Faults;

/// <summary>Everything arrives later: by a fixed time, and by a seeded one on top.</summary>
sealed class DelayStage(StageContext context, TimeSpan least, TimeSpan jitter) : ByteStage(context)
{
    public override void End(long release) => Next!.End(release + Draw());

    protected override void Handle(in LineChunk chunk)
    {
        Context.Fire(Position);
        Next!.Data(chunk with { Release = chunk.Release + Draw(), Cut = true });
    }

    long Draw() => least.Ticks + (jitter > TimeSpan.Zero ? Context.Random.NextInt64(jitter.Ticks + 1) : 0);
}
