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

    /// <summary>Makes a session, changed to be smaller, one that a law can be asked about.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="spec">The session.</param>
    /// <returns>The session, adapted where it must be; null when the law would say nothing true of the like of it.</returns>
    SessionSpec? Fit(string law, SessionSpec spec) => spec;

    /// <summary>Whether a session that breaks a law is held to it with right: it completes without its faults.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="spec">The session.</param>
    /// <returns>Whether it is.</returns>
    bool IsFair(string law, SessionSpec spec) => true;

    /// <summary>Whether one case always judges alike. The law that two runs agree is about those that do not.</summary>
    /// <param name="law">The law's id.</param>
    /// <returns>Whether it does.</returns>
    bool IsRepeatable(string law) => true;

    /// <summary>Judges a codec on one input.</summary>
    /// <param name="law">The law's id.</param>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input.</param>
    /// <returns>The verdict.</returns>
    FindingVerdict Judge(string law, FrameCodec codec, ReadOnlyMemory<byte> input);
}
