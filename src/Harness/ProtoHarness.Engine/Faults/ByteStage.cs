namespace ProtoHarness.Engine.Faults;

/// <summary>A fault that knows where in the direction's stream it stands.</summary>
/// <param name="context">What it got.</param>
abstract class ByteStage(StageContext context) : FaultStage
{
    protected StageContext Context { get; } = context;

    /// <summary>The position of the next byte that comes.</summary>
    protected long Position { get; private set; }

    public sealed override void Data(in LineChunk chunk)
    {
        if (Removed)
        {
            Next!.Data(in chunk);
        }
        else
        {
            Handle(in chunk);
        }

        Position += chunk.Bytes.Length;
    }

    protected abstract void Handle(in LineChunk chunk);

    /// <summary>The part of a range of the stream that lies in a chunk.</summary>
    protected (int Start, int Length) Overlap(in LineChunk chunk, long from, long length)
    {
        var start = Math.Clamp(from - Position, 0, chunk.Bytes.Length);
        var end = Math.Clamp(from + length - Position, start, chunk.Bytes.Length);
        return ((int)start, (int)(end - start));
    }
}
