using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>A list of extensions behind its length. EncryptedExtensions of TLS 1.3 is one, and nothing else (RFC 8446, 4.3.1).</summary>
/// <param name="Items">The extensions.</param>
[Frame(MaxLength = 2 + ushort.MaxValue)]
sealed partial record ExtensionBlock([LengthPrefixed(LengthPrefix.U16)] RawExtension[] Items);
