using System.Formats.Asn1;
using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>LDAP (RFC 4511, 4.14): an extended request.</summary>
sealed class LdapStartTls : StartTlsProtocol
{
    const string RequestId = "1.3.6.1.4.1.1466.20037";
    const int MostMessage = 4096;
    const int ProtocolError = 2;

    static readonly Asn1Tag Request = new(TagClass.Application, 23, isConstructed: true);
    static readonly Asn1Tag Response = new(TagClass.Application, 24, isConstructed: true);

    public override async Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence(Request))
            {
                writer.WriteOctetString(Encoding.ASCII.GetBytes(RequestId), new Asn1Tag(TagClass.ContextSpecific, 0));
            }
        }

        await stream.WriteAsync(writer.Encode(), cancellationToken).ConfigureAwait(false);
        var reader = new ByteReader(stream);
        var message = await MessageAsync(reader, cancellationToken).ConfigureAwait(false);
        try
        {
            var sequence = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
            sequence.ReadInteger();
            var result = sequence.ReadSequence(Response).ReadEnumeratedBytes().Span[^1];
            return result switch
            {
                0 => reader.HasMore ? new(Codes.StartTlsInjection, $"{Name}: plain text behind the go-ahead") : null,
                ProtocolError => new(Codes.StartTlsNotOffered, Name),
                _ => new(Codes.StartTlsRefused, $"{Name}: result {result}"),
            };
        }
        catch (AsnContentException e)
        {
            return new(Codes.StartTlsProtocol, $"{Name}: {e.Message}");
        }
    }

    public override async Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken)
    {
        await MessageAsync(new ByteReader(stream), cancellationToken).ConfigureAwait(false);
        byte result = mood switch { StartTlsMood.NotOffered => ProtocolError, StartTlsMood.Refused => 52, _ => 0 };
        byte[] answer = [0x30, 12, 2, 1, 1, 0x78, 7, 10, 1, result, 4, 0, 4, 0];
        await stream.WriteAsync(mood == StartTlsMood.Injected ? [.. answer, .. answer] : answer, cancellationToken).ConfigureAwait(false);
        return result == 0;
    }

    /// <summary>One message in BER with a definite length, which is all that LDAP allows (RFC 4511, 5.1).</summary>
    static async Task<byte[]> MessageAsync(ByteReader reader, CancellationToken cancellationToken)
    {
        var head = await reader.BytesAsync(2, cancellationToken).ConfigureAwait(false);
        var more = head[1] < 0x80 ? [] : await reader.BytesAsync(head[1] & 0x7F, cancellationToken).ConfigureAwait(false);
        var length = head[1] < 0x80 ? head[1] : more.Length is 1 or 2 ? more.Aggregate(0, (all, one) => (all << 8) | one) : MostMessage + 1;
        return length > MostMessage ? throw new ProtocolException($"A message of LDAP is longer than {MostMessage} bytes.")
            : [.. head, .. more, .. await reader.BytesAsync(length, cancellationToken).ConfigureAwait(false)];
    }
}
