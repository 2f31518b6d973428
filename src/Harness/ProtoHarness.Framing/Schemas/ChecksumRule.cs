using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>Computes a checksum over a sequence of bytes.</summary>
/// <param name="bytes">The covered bytes.</param>
/// <returns>The checksum; the low bits count.</returns>
public delegate ulong ChecksumFunction(in ReadOnlySequence<byte> bytes);

/// <summary>What a checksum field covers, and how.</summary>
/// <param name="Name">The algorithm's name.</param>
/// <param name="Compute">The algorithm.</param>
/// <param name="From">The first field that is covered.</param>
/// <param name="To">The last field that is covered; when the checksum lies inside the range it counts as zero.</param>
public sealed record ChecksumRule(string Name, ChecksumFunction Compute, string From, string To);
