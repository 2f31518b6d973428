using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A handshake message (RFC 8446, 4): it may be cut over several records, or share one.</summary>
/// <param name="Type">The kind of message.</param>
/// <param name="Body">The message, behind its length of 24 bits.</param>
[Frame(MaxLength = HeaderLength + MaxBody)]
readonly partial record struct HandshakeMessage(
    HandshakeType Type,
    [LengthPrefixed(LengthPrefix.U24)] [Limit(HandshakeMessage.MaxBody)] ReadOnlySequence<byte> Body)
{
    public const int HeaderLength = 4;

    /// <summary>Longer than any chain of certificates that serves somebody: one with 10,000 names has 251 KB.</summary>
    public const int MaxBody = 1 << 20;
}
