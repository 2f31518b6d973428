using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>What one handshake showed of the server.</summary>
sealed class ServerFlight
{
    public TlsVersion Version { get; set; }

    public ushort Suite { get; set; }

    public NamedGroup Group { get; set; }

    /// <summary>Whether the server asked for another key share.</summary>
    public bool Retried { get; set; }

    public string? Alpn { get; set; }

    /// <summary>The certificates as they were presented; null when there was no such message.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Certificates { get; set; }

    public ReadOnlyMemory<byte>? Staple { get; set; }

    /// <summary>The length of the prime of a key exchange over a finite field, in bits; 0 without one.</summary>
    public int PrimeBits { get; set; }

    public bool AsksForCertificate { get; set; }

    /// <summary>Whether the server went on without a certificate of the client's; null when it was not tried to the end.</summary>
    public bool? WantsNoCertificate { get; set; }

    public Possession Possession { get; set; }

    /// <summary>The last warning alert.</summary>
    public byte? Warning { get; set; }
}
