using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Findings;

/// <summary>A law of codecs for these tests, broken by every complete frame of the kind 3.</summary>
sealed class RefusesBye : IFindingJudge
{
    public const string Law = "test/refuses-bye";

    public bool Knows(string law) => law == Law;

    public FindingVerdict Judge(string law, SessionSpec spec) => new(null);

    public FindingVerdict Judge(string law, FrameCodec codec, ReadOnlyMemory<byte> input) =>
        new(codec.Measure(input.Span).IsComplete && input.Span[0] == 3 ? "it is a bye" : null);
}
