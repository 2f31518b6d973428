namespace ProtoHarness.Engine.Faults;

/// <summary>Holds what is written within a window of time and lets it out together, without boundaries.</summary>
sealed class CoalesceStage(StageContext context, TimeSpan window) : ByteStage(context)
{
    long _flush = -1;

    public override void End(long release) => Next!.End(Math.Max(release, _flush));

    protected override void Handle(in LineChunk chunk)
    {
        if (chunk.Release > _flush)
        {
            _flush = chunk.Release + window.Ticks;
        }

        Context.Fire(Position);
        Next!.Data(new LineChunk(chunk.Bytes, _flush, Cut: false));
    }
}
