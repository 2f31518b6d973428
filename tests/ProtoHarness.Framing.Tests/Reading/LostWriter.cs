using System.IO.Pipelines;

namespace ProtoHarness.Framing.Tests.Reading;

/// <summary>A pipe whose connection is lost.</summary>
/// <param name="lost">What every flush says.</param>
sealed class LostWriter(Exception lost) : PipeWriter
{
    readonly byte[] _memory = new byte[256];

    public override void Advance(int bytes)
    {
    }

    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => ValueTask.FromException<FlushResult>(lost);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _memory;

    public override Span<byte> GetSpan(int sizeHint = 0) => _memory;
}
