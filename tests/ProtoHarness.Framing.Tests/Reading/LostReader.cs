using System.IO.Pipelines;

namespace ProtoHarness.Framing.Tests.Reading;

/// <summary>A pipe whose connection is lost.</summary>
/// <param name="lost">What every read says.</param>
sealed class LostReader(Exception lost) : PipeReader
{
    public override void AdvanceTo(SequencePosition consumed)
    {
    }

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
    }

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromException<ReadResult>(lost);

    public override bool TryRead(out ReadResult result) => throw lost;
}
