using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>An extension that says all by being there.</summary>
[Frame]
sealed partial record NoBody() : IClientExtension, IServerExtension;
