using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>An extension of a HelloRetryRequest whose body is known.</summary>
/// <param name="Type">The kind of extension.</param>
/// <param name="Length">The length of the body in bytes.</param>
/// <param name="Body">The body.</param>
[Frame(MaxLength = 4 + ushort.MaxValue)]
sealed partial record RetryExtension(
    ExtensionType Type,
    [LengthOf(nameof(RetryExtension.Body))] ushort Length,
    [Union(nameof(RetryExtension.Type))]
    [Case(ExtensionType.SupportedVersions, typeof(SelectedVersion))]
    [Case(ExtensionType.KeyShare, typeof(SelectedGroup))]
    [Case(ExtensionType.Cookie, typeof(Cookie))]
    IRetryExtension Body);
