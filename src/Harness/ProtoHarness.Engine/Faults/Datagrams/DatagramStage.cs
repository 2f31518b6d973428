namespace ProtoHarness.Engine.Faults;

/// <summary>Loses, repeats or reorders datagrams; each chunk is one.</summary>
sealed class DatagramStage(StageContext context, DatagramFaultKind kind, int percent) : FaultStage
{
    LineChunk? _held;

    public override void Data(in LineChunk chunk)
    {
        if (_held is { } held)
        {
            _held = null;
            Next!.Data(in chunk);
            Next!.Data(held with { Release = Math.Max(held.Release, chunk.Release) });
            return;
        }

        if (Removed || context.Random.Next(100) >= percent)
        {
            Next!.Data(in chunk);
            return;
        }

        context.Fire();
        switch (kind)
        {
            case DatagramFaultKind.Repeat:
                Next!.Data(in chunk);
                Next!.Data(in chunk);
                break;
            case DatagramFaultKind.Reorder:
                _held = chunk;
                break;
        }
    }

    public override void End(long release)
    {
        if (_held is { } held)
        {
            _held = null;
            Next!.Data(in held);
        }

        Next!.End(release);
    }
}
