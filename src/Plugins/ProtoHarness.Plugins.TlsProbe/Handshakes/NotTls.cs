using System.Text;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>A guess at what a server is that does not speak TLS.</summary>
static class NotTls
{
    const int Shown = 64;

    public static ProbeFault Guess(ReadOnlySpan<byte> bytes)
    {
        var first = bytes[..Math.Min(Shown, bytes.Length)].ToArray();
        var text = Encoding.Latin1.GetString(first);
        var guess = text switch
        {
            _ when text.StartsWith("HTTP/", StringComparison.Ordinal) => "http",
            _ when text.StartsWith("SSH-", StringComparison.Ordinal) => "ssh",
            _ when text.StartsWith("220", StringComparison.Ordinal) && text.Contains("FTP", StringComparison.OrdinalIgnoreCase) => "ftp-needs-starttls",
            _ when text.StartsWith("220", StringComparison.Ordinal) => "smtp-needs-starttls",
            _ when text.StartsWith("* OK", StringComparison.Ordinal) => "imap-needs-starttls",
            _ when text.StartsWith("+OK", StringComparison.Ordinal) => "pop3-needs-starttls",
            _ => "unknown",
        };
        return new ProbeFault(Codes.NotTls, guess, first);
    }
}
