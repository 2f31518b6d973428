using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>What a hello offers.</summary>
sealed record HelloSpec
{
    /// <summary>All groups that have a number, the usual ones first.</summary>
    public static readonly NamedGroup[] AllGroups =
    [
        NamedGroup.Secp256R1, NamedGroup.X25519, NamedGroup.Secp384R1, NamedGroup.Secp521R1,
        .. Enum.GetValues<NamedGroup>().Where(group => group is not (
            NamedGroup.None or NamedGroup.Secp256R1 or NamedGroup.X25519 or NamedGroup.Secp384R1 or NamedGroup.Secp521R1)),
    ];

    /// <summary>How far it goes.</summary>
    public HandshakeGoal Goal { get; init; } = HandshakeGoal.Flight;

    /// <summary>The versions on offer, SSL 3.0 to TLS 1.3.</summary>
    public IReadOnlyList<TlsVersion> Versions { get; init; } = [TlsVersion.Tls13, TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10];

    /// <summary>The suites on offer.</summary>
    public IReadOnlyList<ushort> Suites { get; init; } = CipherSuites.Usual;

    /// <summary>The groups on offer.</summary>
    public IReadOnlyList<NamedGroup> Groups { get; init; } = AllGroups;

    /// <summary>The groups that a key is sent of at once; none asks a server of TLS 1.3 which one it wants.</summary>
    public IReadOnlyList<NamedGroup> Shares { get; init; } = [NamedGroup.Secp256R1];

    /// <summary>The host that is meant; null: none is named.</summary>
    public string? ServerName { get; init; }

    /// <summary>Application protocols on offer.</summary>
    public IReadOnlyList<string> Alpn { get; init; } = [];

    /// <summary>The highest version on offer.</summary>
    public TlsVersion Highest => Versions.Max();
}
