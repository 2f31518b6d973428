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
public sealed record CheckFailure(string Subject, Judgement Judgement, SessionSpec? Session, FrameCodec? Codec, ReadOnlyMemory<byte> Input);
