using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>Which transports fit which plugins.</summary>
public static class TransportKinds
{
    /// <summary>The sockets that carry what a plugin's connections carry.</summary>
    /// <param name="kind">What they carry.</param>
    /// <returns>The transport.</returns>
    public static TransportKind Sockets(ConnectionKind kind) => kind == ConnectionKind.Datagram ? TransportKind.Udp : TransportKind.Tcp;

    /// <summary>The transports as they are written in scripts.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<TransportKind>().Select(Format)];

    /// <summary>The transport of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The transport.</returns>
    public static TransportKind Parse(string name) => Enum.Parse<TransportKind>(name, ignoreCase: true);

    /// <summary>The transport as it is written in scripts and messages.</summary>
    /// <param name="transport">The transport.</param>
    /// <returns>Such as <c>tcp</c>.</returns>
    public static string Format(TransportKind transport) => transport.ToString().ToLowerInvariant();

    /// <summary>Says why a plugin cannot run on a transport.</summary>
    /// <param name="transport">The transport.</param>
    /// <param name="plugin">The plugin.</param>
    /// <returns>Why, and what to write instead; null when it can.</returns>
    public static string? Mismatch(TransportKind transport, PluginDefinition plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var sockets = Sockets(plugin.Kind);
        return transport == TransportKind.Memory || (transport == TransportKind.Udp) == (sockets == TransportKind.Udp) ? null
            : $"'{plugin.Id}' speaks {(plugin.Kind == ConnectionKind.Datagram ? "datagrams" : "a stream")}, which {Format(transport)} does not carry: write memory or {Format(sockets)}";
    }
}
