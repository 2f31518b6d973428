using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Checks;

/// <summary>A law that was broken, and by what: a session, or an input of a codec.</summary>
/// <param name="Subject">What was checked: <c>conversation echo</c>, <c>frame SmuxFrame</c>.</param>
/// <param name="Judgement">What the law says.</param>
/// <param name="Session">The session; null for a codec.</param>
/// <param name="Codec">The codec; null for a session.</param>
/// <param name="Input">The codec's input; empty for a session.</param>
public sealed record CheckFailure(string Subject, Judgement Judgement, SessionSpec? Session, FrameCodec? Codec, ReadOnlyMemory<byte> Input)
{
    /// <summary>Whether it was given up because a step blocked its thread.</summary>
    public bool IsBlocked { get; init; }

    /// <summary>Whether it ended the process that ran it.</summary>
    public bool EndsProcess { get; init; }

    /// <summary>Whether it cannot be run again here: it would block again, or end the process again.</summary>
    public bool IsFinal => IsBlocked || EndsProcess;

    /// <summary>The failure as a finding, replayed and made smaller; null when that was not asked for, or did not come to an end.</summary>
    public MadeFinding? Made { get; init; }

    /// <summary>Why there is no finding; empty when there is one, or none was asked for.</summary>
    public string Problem { get; init; } = "";
}
