namespace ProtoHarness.Engine.Faults;

/// <summary>Cuts everything into pieces of a fixed size.</summary>
sealed class FragmentStage(StageContext context, int size) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        for (var start = 0; start < chunk.Bytes.Length; start += size)
        {
            var length = Math.Min(size, chunk.Bytes.Length - start);
            if (length < chunk.Bytes.Length)
            {
                Context.Fire(Position + start);
            }

            Next!.Data(chunk.Slice(start, length, cut: true));
        }
    }
}
