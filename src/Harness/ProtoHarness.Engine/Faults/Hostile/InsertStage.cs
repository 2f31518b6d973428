namespace ProtoHarness.Engine.Faults;

/// <summary>Bytes that nobody wrote appear at a position.</summary>
sealed class InsertStage(StageContext context, long position, ReadOnlyMemory<byte> junk) : ByteStage(context)
{
    bool _done;

    protected override void Handle(in LineChunk chunk)
    {
        var at = position - Position;
        if (_done || at >= chunk.Bytes.Length)
        {
            Next!.Data(in chunk);
            return;
        }

        _done = true;
        Context.Fire(position);
        Next!.Data(chunk.Slice(0, (int)at, chunk.Cut));
        Next!.Data(chunk with { Bytes = junk });
        Next!.Data(chunk.Slice((int)at, chunk.Bytes.Length - (int)at, chunk.Cut));
    }
}
