namespace ProtoHarness.Engine.Faults;

/// <summary>Its reader takes nothing more, and what fits between writer and reader is full: the next write waits.</summary>
sealed class ClogStage(StageContext context, long position) : ByteStage(context)
{
    /// <summary>More than fits between a writer and its reader, in bytes.</summary>
    const int Full = 1024 * 1024;

    /// <summary>Nobody reads it, so that all directions share it.</summary>
    static readonly byte[] Filling = new byte[Full];

    bool _done;

    public override OperationDecision OnWrite(int operation)
    {
        if (!_done && Position >= position)
        {
            _done = true;
            Context.Fire(position);
            Next!.Data(new LineChunk(Filling, long.MaxValue, Cut: true));
        }

        return default;
    }

    /// <summary>In front of the filling it arrives; behind it nothing does.</summary>
    protected override void Handle(in LineChunk chunk) => Next!.Data(in chunk);
}
