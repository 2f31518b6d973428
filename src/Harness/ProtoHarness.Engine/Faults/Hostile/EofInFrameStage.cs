using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Faults;

/// <summary>The stream ends in the middle of the n-th frame; needs a plugin that says what its directions are made of.</summary>
sealed class EofInFrameStage(StageContext context, int frame) : ByteStage(context)
{
    readonly List<byte> _seen = [];
    long _frameStart;
    int _frame = 1;
    bool _done;

    public override void End(long release)
    {
        if (!_done)
        {
            Next!.End(release);
        }
    }

    protected override void Handle(in LineChunk chunk)
    {
        if (_done || Context.Wire is null || _frame > frame)
        {
            if (!_done)
            {
                Next!.Data(in chunk);
            }

            return;
        }

        _seen.AddRange(chunk.Bytes.Span);
        while (_frame < frame && Context.Wire.Measure(new ReadOnlySequence<byte>(_seen.ToArray())) is { IsComplete: true, Consumed: > 0 } result)
        {
            _seen.RemoveRange(0, (int)result.Consumed);
            _frameStart += result.Consumed;
            _frame++;
        }

        var inFrame = _frame == frame ? _seen.Count : 0;
        if (inFrame < 2)
        {
            Next!.Data(in chunk);
            return;
        }

        // The frame has at least two bytes here: end after at least one of them and before its last.
        _done = true;
        var whole = Context.Wire.Measure(new ReadOnlySequence<byte>(_seen.ToArray()));
        var length = whole.Status == FrameReadStatus.Complete ? whole.Consumed : inFrame;
        var end = Math.Max(_frameStart + 1, _frameStart + (length / 2));
        var keep = (int)Math.Clamp(end - Position, 0, chunk.Bytes.Length);
        Next!.Data(chunk.Slice(0, keep, cut: true));
        Context.Fire(end);
        Next!.End(chunk.Release);
        Context.Control.Close();
    }
}
