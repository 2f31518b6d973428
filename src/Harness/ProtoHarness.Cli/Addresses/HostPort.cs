using System.CommandLine;
using System.Globalization;
using System.Net;

namespace ProtoHarness.Cli.Addresses;

/// <summary>An address as users write it: <c>HOST:PORT</c>, <c>:PORT</c>, <c>[IPv6]:PORT</c>.</summary>
/// <param name="Host">A name or an address; empty: this machine.</param>
/// <param name="Port">From 0 to 65535.</param>
sealed record HostPort(string Host, int Port)
{
    /// <summary>Reads one.</summary>
    /// <returns>The address; null when it is none.</returns>
    public static HostPort? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            return null;
        }

        var host = text[..colon];
        var isBracketed = host.StartsWith('[') && host.EndsWith(']');
        host = isBracketed ? host[1..^1] : host;
        var isAddress = IPAddress.TryParse(host, out _);
        return host.Length == 0 || isAddress || (!isBracketed && Uri.CheckHostName(host) == UriHostNameType.Dns) ? new HostPort(host, port) : null;
    }

    /// <summary>An option that takes an address.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What the address is of.</param>
    /// <returns>The option; it is required.</returns>
    public static Option<HostPort> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "HOST:PORT",
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Parse(text) is { } address)
            {
                return address;
            }

            result.AddError($"'{text}' is not what {name} takes: write HOST:PORT, such as 127.0.0.1:8080 or :8080");
            return null!;
        },
    };

    /// <summary>The address to listen on: the loopback address when no host is named.</summary>
    /// <returns>The address; null when the host is no address of this machine that can be found.</returns>
    public IPEndPoint? ToListen() =>
        Host.Length == 0 || Host == "localhost" ? new IPEndPoint(IPAddress.Loopback, Port)
        : IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port)
        : null;

    /// <summary>The address to connect to; a name is looked up at each connection.</summary>
    public EndPoint ToConnect() =>
        ToListen() is { } known ? known : new DnsEndPoint(Host, Port);

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{(Host.Length == 0 ? "127.0.0.1" : Host)}:{Port}";
}
