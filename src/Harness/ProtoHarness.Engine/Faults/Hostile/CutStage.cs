namespace ProtoHarness.Engine.Faults;

/// <summary>The direction stops at a byte; how it stops is what differs.</summary>
sealed class CutStage(StageContext context, CutKind kind, long position) : ByteStage(context)
{
    bool _done;

    public override void End(long release)
    {
        if (_done)
        {
            return;
        }

        if (position == Position)
        {
            Stop(release);
        }

        if (!_done)
        {
            Next!.End(release);
        }
    }

    protected override void Handle(in LineChunk chunk)
    {
        if (_done)
        {
            return;
        }

        var left = Math.Max(0, position - Position);
        if (left > chunk.Bytes.Length)
        {
            Next!.Data(in chunk);
            return;
        }

        if (left > 0)
        {
            Next!.Data(chunk.Slice(0, (int)left, cut: true));
        }

        Stop(chunk.Release);
        if (kind == CutKind.Stall && left < chunk.Bytes.Length)
        {
            Next!.Data(chunk.Slice((int)left, chunk.Bytes.Length - (int)left, cut: false) with { Release = long.MaxValue });
        }
    }

    void Stop(long release)
    {
        // What a stalled direction is given later is held too, so that its writer meets full buffers.
        _done = kind != CutKind.Stall;
        Context.Fire(position);
        switch (kind)
        {
            case CutKind.Truncate:
                Next!.End(release);
                Context.Control.Close();
                break;
            case CutKind.HalfClose:
                Next!.End(release);
                break;
            case CutKind.Reset:
                Context.Control.Reset();
                break;
            case CutKind.Silence:
                Context.Control.Silence();
                break;
        }
    }
}
