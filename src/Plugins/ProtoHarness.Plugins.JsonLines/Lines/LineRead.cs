using System.Buffers;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>One answer of <see cref="LineReader"/>.</summary>
/// <param name="Kind">What was there.</param>
/// <param name="Text">The line's bytes without line end and byte-order mark; valid until the next read.</param>
public readonly record struct LineRead(LineKind Kind, ReadOnlySequence<byte> Text);
