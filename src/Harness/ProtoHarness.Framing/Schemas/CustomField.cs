using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>The author's own code for a field, without its type: what laws, mutators and dissectors need of it.</summary>
/// <param name="Measure">Reads the field and says how long it is.</param>
/// <param name="Sample">Bytes of a valid value for a number (see <see cref="IFieldConverter{T}.Sample"/>).</param>
/// <param name="Display">The value in words.</param>
public sealed record CustomField(
    Func<ReadOnlySequence<byte>, FrameReadResult> Measure, Func<ulong, byte[]> Sample, Func<ReadOnlySequence<byte>, string> Display);
