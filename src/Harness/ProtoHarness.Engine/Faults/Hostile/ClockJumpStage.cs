namespace ProtoHarness.Engine.Faults;

/// <summary>The date jumps when a byte passes, as when a machine's clock is set.</summary>
sealed class ClockJumpStage(StageContext context, TimeSpan by, long position) : ByteStage(context)
{
    bool _done;

    protected override void Handle(in LineChunk chunk)
    {
        if (!_done && Position + chunk.Bytes.Length > position)
        {
            _done = true;
            if (Context.Control.JumpClock(by))
            {
                Context.Fire(position);
            }
        }

        Next!.Data(in chunk);
    }
}
