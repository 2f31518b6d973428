using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>key_share of a HelloRetryRequest: the group that the server wants.</summary>
/// <param name="Group">The group.</param>
[Frame]
sealed partial record SelectedGroup(NamedGroup Group) : IRetryExtension;
