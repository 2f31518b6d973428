using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>supported_versions of a server: the version that it took.</summary>
/// <param name="Version">The version.</param>
[Frame]
sealed partial record SelectedVersion(TlsVersion Version) : IServerExtension, IRetryExtension;
