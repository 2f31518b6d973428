namespace ProtoHarness.Engine.Faults;

/// <summary>A range of bytes is lost.</summary>
sealed class DropStage(StageContext context, long position, int count) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        var (start, length) = Overlap(in chunk, position, count);
        if (length == 0)
        {
            Next!.Data(in chunk);
            return;
        }

        Context.Fire(Position + start);
        Next!.Data(chunk.Slice(0, start, chunk.Cut));
        Next!.Data(chunk.Slice(start + length, chunk.Bytes.Length - start - length, chunk.Cut));
    }
}
