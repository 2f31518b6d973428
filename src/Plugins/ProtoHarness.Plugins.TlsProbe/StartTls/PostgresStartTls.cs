using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>PostgreSQL: SSLRequest, and one letter back (its documentation, "SSL Session Encryption").</summary>
sealed class PostgresStartTls : StartTlsProtocol
{
    static readonly byte[] Request = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];

    public override async Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Request, cancellationToken).ConfigureAwait(false);
        var reader = new ByteReader(stream);
        var reply = (char)(await reader.BytesAsync(1, cancellationToken).ConfigureAwait(false))[0];
        return reply switch
        {
            'S' => reader.HasMore ? new(Codes.StartTlsInjection, $"{Name}: plain text behind the go-ahead") : null,
            'N' => new(Codes.StartTlsNotOffered, Name),
            'E' => new(Codes.StartTlsRefused, Name),
            _ => new(Codes.StartTlsProtocol, $"{Name}: the answer is 0x{(int)reply:X2}"),
        };
    }

    public override async Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken)
    {
        await new ByteReader(stream).BytesAsync(Request.Length, cancellationToken).ConfigureAwait(false);
        byte[] answer = mood switch
        {
            StartTlsMood.NotOffered => "N"u8.ToArray(),
            StartTlsMood.Refused => "E"u8.ToArray(),
            StartTlsMood.Injected => "SR"u8.ToArray(),
            _ => "S"u8.ToArray(),
        };
        await stream.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
        return mood is StartTlsMood.Offered or StartTlsMood.Injected;
    }
}
