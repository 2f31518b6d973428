using ProtoHarness.Engine.Faults;
using ProtoHarness.Framing;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>A message that crossed a connection.</summary>
/// <param name="Direction">The direction.</param>
/// <param name="Position">Where it begins in the direction's stream.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Schema">What it is made of; null when the plugin does not say.</param>
public sealed record RecordedMessage(Direction Direction, int Position, ReadOnlyMemory<byte> Bytes, FrameSchema? Schema);
