using System.Security.Cryptography;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>What a server of the box presents: any bytes, in any order.</summary>
/// <param name="Certificates">Leaf first, if it is to be right.</param>
/// <param name="Key">What it signs with: RSA or ECDsa.</param>
/// <param name="Staple">A stapled response; null without one.</param>
sealed record BoxChain(IReadOnlyList<byte[]> Certificates, AsymmetricAlgorithm Key, byte[]? Staple = null);
