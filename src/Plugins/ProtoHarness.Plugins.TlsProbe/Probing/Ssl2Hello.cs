using System.Buffers;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Asks a server whether it speaks SSL 2.0.</summary>
static class Ssl2Hello
{
    const int MostRead = 4096;

    // The seven suites that ever were (RFC 6101, E.1).
    static readonly byte[] Suites = [7, 0, 0xC0, 6, 0, 0x40, 5, 0, 0x80, 4, 0, 0x80, 3, 0, 0x80, 2, 0, 0x80, 1, 0, 0x80];

    public static async Task<bool> AskAsync(Stream stream, CancellationToken cancellationToken)
    {
        var hello = Ssl2ClientHello.Create(TlsVersion.Ssl2, Suites, default, new byte[16]);
        await stream.WriteAsync(Bytes.Of(hello), cancellationToken).ConfigureAwait(false);
        var answer = new ByteQueue();
        var buffer = new byte[512];
        while (answer.Count < MostRead)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            answer.Add(buffer.AsSpan(0, read));
            var result = Ssl2ServerHello.TryRead(answer.Memory.Span, out var server);
            if (result.Error is not null)
            {
                return false;
            }

            if (result.IsComplete)
            {
                // A hello without any suite is a server that has switched it off.
                return !server.Suites.IsEmpty;
            }
        }

        return false;
    }
}
