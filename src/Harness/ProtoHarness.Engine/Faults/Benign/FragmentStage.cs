namespace ProtoHarness.Engine.Faults;

/// <summary>Cuts everything into pieces of a fixed size.</summary>
sealed class FragmentStage(StageContext context, int size) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        if (size < chunk.Bytes.Length)
        {
            Context.Fire(Position, times: ((chunk.Bytes.Length - 1) / size) + 1);
        }

        if (Next is FaultLine { IsStream: true })
        {
            // Nobody between here and the reader could treat the pieces one by one, so the line need not keep them one by one.
            Next.Data(chunk with { Cut = true, Piece = size });
            return;
        }

        for (var start = 0; start < chunk.Bytes.Length; start += size)
        {
            Next!.Data(chunk.Slice(start, Math.Min(size, chunk.Bytes.Length - start), cut: true));
        }
    }
}
