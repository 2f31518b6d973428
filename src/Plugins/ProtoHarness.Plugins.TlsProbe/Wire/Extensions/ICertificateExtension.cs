namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>The body of an extension of one certificate in TLS 1.3.</summary>
interface ICertificateExtension;
