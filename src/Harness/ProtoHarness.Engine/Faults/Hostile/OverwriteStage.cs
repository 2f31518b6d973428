namespace ProtoHarness.Engine.Faults;

/// <summary>Bytes at a position are changed by a mask or replaced.</summary>
sealed class OverwriteStage(StageContext context, long position, ReadOnlyMemory<byte> value, bool exclusiveOr) : ByteStage(context)
{
    protected override void Handle(in LineChunk chunk)
    {
        var (start, length) = Overlap(in chunk, position, value.Length);
        if (length == 0)
        {
            Next!.Data(in chunk);
            return;
        }

        var copy = chunk.Bytes.ToArray();
        var from = (int)(Position + start - position);
        for (var i = 0; i < length; i++)
        {
            var wanted = value.Span[from + i];
            copy[start + i] = exclusiveOr ? (byte)(copy[start + i] ^ wanted) : wanted;
        }

        if (!copy.AsSpan().SequenceEqual(chunk.Bytes.Span))
        {
            Context.Fire(Position + start);
        }

        Next!.Data(chunk with { Bytes = copy });
    }
}
