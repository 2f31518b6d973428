using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Findings;

/// <summary>Runs a case and says what a law says of it: the door from findings to laws.</summary>
public interface IFindingJudge
{
    /// <summary>Whether there is such a law.</summary>
    /// <param name="law">The law's id.</param>
    /// <returns>Whether <see cref="Judge(string, SessionSpec)"/> or <see cref="Judge(string, FrameCodec, ReadOnlyMemory{byte})"/> can answer.</returns>
    bool Knows(string law);

    /// <summary>Runs a session and judges it.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="spec">The session.</param>
    /// <returns>The verdict.</returns>
    FindingVerdict Judge(string law, SessionSpec spec);

    /// <summary>Judges a codec on one input.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input.</param>
    /// <returns>The verdict.</returns>
    FindingVerdict Judge(string law, FrameCodec codec, ReadOnlyMemory<byte> input);
}
