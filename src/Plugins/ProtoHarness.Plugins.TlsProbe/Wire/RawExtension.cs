using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>
/// An extension (RFC 8446, 4.2) whose body is not looked at: a hello may carry extensions that nobody knows, and a bad body must not hide the rest.
/// The ones that are known are read a second time, as <see cref="Extensions.ClientExtension"/>, <see cref="Extensions.ServerExtension"/> or <see cref="Extensions.RetryExtension"/>.
/// </summary>
/// <param name="Type">The kind of extension.</param>
/// <param name="Data">Its body.</param>
[Frame(MaxLength = 4 + ushort.MaxValue)]
readonly partial record struct RawExtension(ExtensionType Type, [LengthPrefixed(LengthPrefix.U16)] ReadOnlyMemory<byte> Data);
