using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A record (RFC 8446, 5.1): a piece of a stream of messages of one content type.</summary>
/// <param name="Type">What it carries.</param>
/// <param name="Major">3 in SSL 3.0 and in every TLS.</param>
/// <param name="Minor">The rest of the version; frozen at 3, or 1, since TLS 1.3.</param>
/// <param name="Fragment">At most 2^14 + 2048 bytes, what TLS 1.2 allows under encryption (RFC 5246, 6.2.3).</param>
[Frame(MaxLength = HeaderLength + MaxFragment)]
readonly partial record struct TlsRecord(
    ContentType Type,
    [Const(3)] byte Major,
    byte Minor,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(TlsRecord.MaxFragment)] ReadOnlySequence<byte> Fragment)
{
    public const int HeaderLength = 5;
    public const int MaxFragment = 16_384 + 2_048;
}
