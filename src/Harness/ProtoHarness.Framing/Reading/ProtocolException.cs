namespace ProtoHarness.Framing;

/// <summary>The clean refusal of a peer that breaks the protocol: a reason in words, and nothing taken for what it is not.</summary>
/// <param name="message">What the peer did, and which rule it breaks.</param>
/// <param name="inner">The cause, or null.</param>
public class ProtocolException(string message, Exception? inner = null) : Exception(message, inner);
