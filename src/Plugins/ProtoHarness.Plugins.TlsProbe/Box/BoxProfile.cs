using ProtoHarness.Plugins.TlsProbe.StartTls;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>How a server of the box behaves.</summary>
sealed record BoxProfile
{
    /// <summary>The versions that it speaks, each with its suites in the order of preference; those that do not fit its key it leaves out.</summary>
    public IReadOnlyDictionary<TlsVersion, ushort[]> Suites { get; init; } = new SortedDictionary<TlsVersion, ushort[]>
    {
        [TlsVersion.Tls12] = [0xC02B, 0xC02F, 0xC02C, 0xC030],
        [TlsVersion.Tls13] = [0x1301, 0x1302],
    };

    /// <summary>The groups that it has; of these it takes the one that the client likes most.</summary>
    public IReadOnlyList<NamedGroup> Groups { get; init; } = [NamedGroup.Secp256R1, NamedGroup.Secp384R1, NamedGroup.X25519];

    /// <summary>What it presents, by the number of the connection, from 0, and the name that was sent; null refuses the name.</summary>
    public required Func<int, string?, BoxChain?> Present { get; init; }

    /// <summary>What it says when a name is offered that it has.</summary>
    public IReadOnlyList<string> Alpn { get; init; } = [];

    /// <summary>Whether it asks for a certificate.</summary>
    public bool AsksForCertificate { get; init; }

    /// <summary>Whether it ends the session without one.</summary>
    public bool NeedsCertificate { get; init; }

    /// <summary>Bits of the prime of its key exchanges over a finite field.</summary>
    public int PrimeBits { get; init; } = 2048;

    /// <summary>Whether clients may resume their sessions of TLS 1.2.</summary>
    public bool Resumes { get; init; }

    /// <summary>Whether it signs with another key than its certificate's.</summary>
    public bool SignsWithOtherKey { get; init; }

    /// <summary>What it speaks before TLS; null: nothing.</summary>
    public StartTlsProtocol? StartTls { get; init; }

    public StartTlsMood Mood { get; init; }
}
