namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>The body of an extension of a ServerHello or of EncryptedExtensions.</summary>
interface IServerExtension;
