using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>A checksum of the author's own, for <see cref="ChecksumAttribute"/>.</summary>
public interface IChecksum
{
    /// <summary>Computes the checksum. The low bits, as many as the field is wide, stand on the wire.</summary>
    /// <param name="bytes">The covered bytes.</param>
    /// <returns>The checksum.</returns>
    static abstract ulong Compute(in ReadOnlySequence<byte> bytes);
}
