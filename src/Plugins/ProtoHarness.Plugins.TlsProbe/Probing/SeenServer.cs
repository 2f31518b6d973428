using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>What a handshake by hand saw of a server, to be confirmed.</summary>
/// <param name="Version">The version that was negotiated.</param>
/// <param name="Leaf">The SHA-256 of the leaf, hexadecimal.</param>
readonly record struct SeenServer(TlsVersion Version, string Leaf);
