using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>
/// MySQL: the server's greeting says whether it can; the client says that it will and begins at once (its documentation, "Protocol::SSLRequest").
/// There is no go-ahead: a server that refuses, or an injection, answers the hello in plain text.
/// </summary>
sealed class MySqlStartTls : StartTlsProtocol
{
    const int SslFlag = 0x0800;
    const int MostGreeting = 1024;

    static readonly byte[] Request =
        [32, 0, 0, 1, 0x00, 0x8A, 0x08, 0x00, 0, 0, 0, 1, 33, .. new byte[23]];

    public override async Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(stream);
        var greeting = await PacketAsync(reader, cancellationToken).ConfigureAwait(false);
        if (greeting is [0xFF, ..])
        {
            return new(Codes.StartTlsRefused, $"{Name}: an error packet");
        }

        // Version 10, the server's version up to a zero, connection id, 8 bytes of salt, a zero, then the lower flags.
        var flags = greeting is [10, ..] ? Array.IndexOf(greeting, (byte)0, 1) + 1 + 4 + 8 + 1 : greeting.Length;
        if (flags + 2 > greeting.Length)
        {
            return new(Codes.StartTlsProtocol, $"{Name}: the greeting cannot be read");
        }

        if (((greeting[flags] | (greeting[flags + 1] << 8)) & SslFlag) == 0)
        {
            return new(Codes.StartTlsNotOffered, Name);
        }

        await stream.WriteAsync(Request, cancellationToken).ConfigureAwait(false);
        return reader.HasMore ? new(Codes.StartTlsInjection, $"{Name}: plain text behind the greeting") : null;
    }

    public override async Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken)
    {
        if (mood == StartTlsMood.Refused)
        {
            await stream.WriteAsync((byte[])[9, 0, 0, 0, 0xFF, 0x15, 0x04, .. "denied"u8], cancellationToken).ConfigureAwait(false);
            return false;
        }

        var high = (byte)(mood == StartTlsMood.NotOffered ? 0xF7 : 0xFF);
        byte[] body = [10, .. "8.0.0"u8, 0, 1, 0, 0, 0, .. new byte[8], 0, 0xFF, high, 33, 2, 0, 0xFF, 0xC1, 21, .. new byte[10], .. new byte[13]];
        await stream.WriteAsync((byte[])[(byte)body.Length, 0, 0, 0, .. body], cancellationToken).ConfigureAwait(false);
        if (mood == StartTlsMood.NotOffered)
        {
            return false;
        }

        // Not a byte more: the ClientHello may follow at once.
        await stream.ReadExactlyAsync(new byte[Request.Length], cancellationToken).ConfigureAwait(false);
        if (mood == StartTlsMood.Injected)
        {
            await stream.WriteAsync((byte[])[7, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0], cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    static async Task<byte[]> PacketAsync(ByteReader reader, CancellationToken cancellationToken)
    {
        var head = await reader.BytesAsync(4, cancellationToken).ConfigureAwait(false);
        var length = head[0] | (head[1] << 8) | (head[2] << 16);
        return length > MostGreeting ? throw new ProtocolException($"A greeting of {length} bytes is none of MySQL.")
            : await reader.BytesAsync(length, cancellationToken).ConfigureAwait(false);
    }
}
