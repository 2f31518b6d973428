using System.Text;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>XMPP (RFC 6120, 5), from a client to its server.</summary>
sealed class XmppStartTls : StartTlsProtocol
{
    const string Namespace = "urn:ietf:params:xml:ns:xmpp-tls";

    public override async Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(stream);
        await SendAsync(
            stream, $"<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='{host}' version='1.0'>",
            cancellationToken).ConfigureAwait(false);
        var features = await reader.UntilAsync("</stream:features>", cancellationToken).ConfigureAwait(false);
        if (!features.Contains(Namespace, StringComparison.Ordinal))
        {
            return new(Codes.StartTlsNotOffered, Name);
        }

        await SendAsync(stream, $"<starttls xmlns='{Namespace}'/>", cancellationToken).ConfigureAwait(false);
        var reply = await reader.UntilAsync(">", cancellationToken).ConfigureAwait(false);
        return !reply.Contains("<proceed", StringComparison.Ordinal) ? new(Codes.StartTlsRefused, $"{Name}: {reply}")
            : reader.HasMore ? new(Codes.StartTlsInjection, $"{Name}: plain text behind the go-ahead") : null;
    }

    public override async Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken)
    {
        var reader = new ByteReader(stream);
        await reader.UntilAsync("version='1.0'>", cancellationToken).ConfigureAwait(false);
        var offer = mood == StartTlsMood.NotOffered ? "" : $"<starttls xmlns='{Namespace}'/>";
        await SendAsync(
            stream, $"<stream:stream from='box' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'><stream:features>{offer}<bind/></stream:features>",
            cancellationToken).ConfigureAwait(false);
        if (mood == StartTlsMood.NotOffered)
        {
            return false;
        }

        await reader.UntilAsync("/>", cancellationToken).ConfigureAwait(false);
        var reply = mood == StartTlsMood.Refused ? $"<failure xmlns='{Namespace}'/>" : $"<proceed xmlns='{Namespace}'/>";
        await SendAsync(stream, mood == StartTlsMood.Injected ? reply + "<iq/>" : reply, cancellationToken).ConfigureAwait(false);
        return mood != StartTlsMood.Refused;
    }

    static async Task SendAsync(Stream stream, string text, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
}
