namespace ProtoHarness.Engine.Faults;

/// <summary>Something happens to the N-th datagram of a direction: what can be tried for each of them in turn, and told exactly.</summary>
/// <param name="context">What a stage gets.</param>
/// <param name="kind">What happens.</param>
/// <param name="number">To which, from 1.</param>
/// <param name="late">How late it comes, if that is what happens.</param>
/// <param name="length">How many bytes of it come, if it is shortened.</param>
sealed class NthDatagramStage(StageContext context, NthDatagramKind kind, int number, TimeSpan late = default, int length = 0) : FaultStage
{
    LineChunk? _held;
    int _seen;

    public override void Data(in LineChunk chunk)
    {
        _seen++;
        var hit = !Removed && (kind == NthDatagramKind.LoseFrom ? _seen >= number : _seen == number);
        if (!hit || (kind == NthDatagramKind.Shorten && chunk.Bytes.Length <= length))
        {
            Next!.Data(in chunk);
            LetGo(chunk.Release);
            return;
        }

        context.Fire();
        switch (kind)
        {
            case NthDatagramKind.Repeat:
                Next!.Data(in chunk);
                Next!.Data(in chunk);
                break;
            case NthDatagramKind.Overtake:
                _held = chunk;
                break;
            case NthDatagramKind.Late:
                Next!.Data(chunk with { Release = chunk.Release + late.Ticks });
                break;
            case NthDatagramKind.Shorten:
                Next!.Data(chunk.Slice(0, length, chunk.Cut));
                break;
        }
    }

    public override void End(long release)
    {
        LetGo(release);
        Next!.End(release);
    }

    void LetGo(long release)
    {
        if (_held is { } held)
        {
            _held = null;
            Next!.Data(held with { Release = Math.Max(held.Release, release) });
        }
    }
}
