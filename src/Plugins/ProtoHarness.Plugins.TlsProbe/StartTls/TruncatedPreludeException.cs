using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>The stream ended before TLS began.</summary>
sealed class TruncatedPreludeException() : ProtocolException("The stream ended before TLS began.");
