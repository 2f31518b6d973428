namespace ProtoHarness.Engine.Faults;

/// <summary>Bytes are replaced by others, of which there may be more or fewer.</summary>
sealed class ReplaceStage(StageContext context, long position, int count, ReadOnlyMemory<byte> bytes) : ByteStage(context)
{
    bool _done;

    protected override void Handle(in LineChunk chunk)
    {
        var (start, length) = Overlap(in chunk, position, count);
        if (length == 0)
        {
            Next!.Data(in chunk);
            return;
        }

        Next!.Data(chunk.Slice(0, start, chunk.Cut));
        if (!_done)
        {
            _done = true;
            Context.Fire(Position + start);
            Next!.Data(chunk with { Bytes = bytes });
        }

        Next!.Data(chunk.Slice(start + length, chunk.Bytes.Length - start - length, chunk.Cut));
    }
}
