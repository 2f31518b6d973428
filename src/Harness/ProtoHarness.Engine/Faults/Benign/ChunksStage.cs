namespace ProtoHarness.Engine.Faults;

/// <summary>Cuts everything into pieces of seeded sizes.</summary>
sealed class ChunksStage(StageContext context, int max) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        for (var start = 0; start < chunk.Bytes.Length;)
        {
            var length = Math.Min(1 + Context.Random.Next(max), chunk.Bytes.Length - start);
            if (length < chunk.Bytes.Length)
            {
                Context.Fire(Position + start);
            }

            Next!.Data(chunk.Slice(start, length, cut: true));
            start += length;
        }
    }
}
