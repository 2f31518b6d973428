using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>session_ticket (RFC 5077): empty, or a ticket.</summary>
/// <param name="Bytes">The ticket.</param>
[Frame]
sealed partial record Ticket([Remaining] ReadOnlyMemory<byte> Bytes) : IClientExtension, IServerExtension;
