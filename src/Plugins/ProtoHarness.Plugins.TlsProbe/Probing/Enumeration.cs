using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>What a server accepts.</summary>
sealed class Enumeration
{
    /// <summary>The versions, and the suites of each in the server's order of choice.</summary>
    public SortedDictionary<TlsVersion, List<ushort>> Suites { get; } = [];

    /// <summary>Key-exchange groups in the server's order of choice.</summary>
    public List<NamedGroup> Groups { get; } = [];

    /// <summary>The shortest prime of a key exchange over a finite field, in bits; 0 when none was seen.</summary>
    public int PrimeBits { get; set; }

    /// <summary>Why not all could be asked for; null when it could.</summary>
    public string? Interrupted { get; set; }
}
