namespace ProtoHarness.Engine.Faults;

/// <summary>A range of bytes comes twice.</summary>
sealed class DuplicateStage(StageContext context, long position, int count) : ByteStage(context)
{
    readonly List<byte> _range = [];

    protected override void Handle(in LineChunk chunk)
    {
        var (start, length) = Overlap(in chunk, position, count);
        if (length == 0)
        {
            Next!.Data(in chunk);
            return;
        }

        _range.AddRange(chunk.Bytes.Span.Slice(start, length));
        Next!.Data(chunk.Slice(0, start + length, chunk.Cut));
        if (_range.Count == count)
        {
            Context.Fire(position);
            Next!.Data(chunk with { Bytes = _range.ToArray() });
        }

        Next!.Data(chunk.Slice(start + length, chunk.Bytes.Length - start - length, chunk.Cut));
    }
}
