using ProtoHarness.Framing;

namespace ProtoHarness.Fuzzing.Targets;

/// <summary>Writes a failure down as a finding that <c>replay</c> takes.</summary>
/// <param name="input">The input.</param>
/// <param name="law">The law that was broken; empty when it was not a law that failed.</param>
/// <param name="message">How.</param>
/// <returns>The text of a <c>.phs</c> file; null when this failure cannot be said in one.</returns>
public delegate string? FindingExport(byte[] input, string law, string message);

/// <summary>Reads the first frame of an input and throws it away.</summary>
/// <param name="input">The input.</param>
/// <returns>Complete with its length, need more, or malformed.</returns>
public delegate FrameReadResult FrameMeasure(ReadOnlySpan<byte> input);

/// <summary>The body of a target in one loaded copy.</summary>
/// <param name="Run">What every execution calls.</param>
/// <param name="Verify">Dearer checks (the codec laws), for inputs that reached something new, and for failures; null when there are none.</param>
/// <param name="Export">Writes findings; null when there is no form for them but the input itself.</param>
/// <param name="Measure">Reads one frame; null when the input is not made of frames.</param>
public sealed record TargetBody(FuzzBody Run, FuzzBody? Verify = null, FindingExport? Export = null, FrameMeasure? Measure = null);
