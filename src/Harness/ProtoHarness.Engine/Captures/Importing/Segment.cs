using System.Net;

namespace ProtoHarness.Engine.Captures;

/// <summary>What a packet carries: a segment of TCP or a datagram of UDP.</summary>
/// <param name="Nanoseconds">When, since 1970-01-01 UTC.</param>
/// <param name="IsDatagram">Whether it is UDP.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">To whom.</param>
/// <param name="Sequence">The number of its first byte; 0 for a datagram.</param>
/// <param name="Flags">TCP's flags.</param>
/// <param name="Payload">Its bytes.</param>
readonly record struct Segment(ulong Nanoseconds, bool IsDatagram, IPEndPoint From, IPEndPoint To, uint Sequence, TcpFlags Flags, ReadOnlyMemory<byte> Payload);
