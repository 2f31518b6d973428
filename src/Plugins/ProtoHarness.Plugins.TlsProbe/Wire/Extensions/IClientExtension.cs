namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>The body of an extension of a ClientHello.</summary>
interface IClientExtension;
