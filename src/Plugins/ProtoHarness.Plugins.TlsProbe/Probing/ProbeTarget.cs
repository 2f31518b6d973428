using System.Globalization;
using System.Net;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>A host and a port.</summary>
/// <param name="Host">A name in ASCII, or an address.</param>
/// <param name="Port">1 to 65535.</param>
sealed record ProbeTarget(string Host, int Port)
{
    public const int DefaultPort = 443;

    /// <summary>The name that the certificate must have; the host when not set.</summary>
    public string? Name { get; init; }

    /// <summary>The name that is asked for and must be presented.</summary>
    public string ServerName => Name ?? Host;

    /// <summary>Whether the name can be sent: an address cannot (RFC 6066, 3).</summary>
    public bool HasName => !IPAddress.TryParse(ServerName, out _);

    /// <summary>Reads HOST, HOST:PORT, an address, or [ADDRESS]:PORT.</summary>
    /// <param name="text">As it is written.</param>
    /// <param name="port">The port when none is written.</param>
    /// <param name="target">The target.</param>
    /// <param name="error">What is wrong; null when it is one.</param>
    public static bool TryParse(string text, int port, out ProbeTarget? target, out string? error)
    {
        (target, error) = (null, null);
        if (text.Contains("://", StringComparison.Ordinal))
        {
            error = $"'{text}' is a URL: write its host alone, or HOST:PORT";
            return false;
        }

        var host = text.Trim();
        string? portText = null;
        if (host.StartsWith('['))
        {
            var close = host.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || !IPAddress.TryParse(host[1..close], out _) || (close + 1 < host.Length && host[close + 1] != ':'))
            {
                error = $"'{text}' is no address in brackets: write [2001:db8::1]:443";
                return false;
            }

            portText = close + 1 < host.Length ? host[(close + 2)..] : null;
            host = host[1..close];
        }
        else if (host.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon == host.LastIndexOf(':'))
        {
            (host, portText) = (host[..colon], host[(colon + 1)..]);
        }

        if (portText is not null && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65_535))
        {
            error = $"'{text}': the port '{portText}' is no number from 1 to 65535";
            return false;
        }

        var name = IPAddress.TryParse(host, out _) ? host : Ascii(host);
        if (name is null)
        {
            error = $"'{text}' is no host name";
            return false;
        }

        target = new(name, port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    static string? Ascii(string host)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = false }.GetAscii(host);
            var labels = ascii.TrimEnd('.').Split('.');
            var isName = ascii.Length is > 0 and <= 253 && labels.All(label => label.Length is > 0 and <= 63
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && label[0] != '-' && label[^1] != '-');
            return isName ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
