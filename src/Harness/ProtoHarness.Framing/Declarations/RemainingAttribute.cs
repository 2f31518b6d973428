namespace ProtoHarness.Framing;

/// <summary>
/// Bytes, text or an array that reach to the end of what encloses them: of the datagram, or of the length that an outer frame gives.
/// A frame that ends so does not say itself where it ends and cannot be read from a stream on its own.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RemainingAttribute : Attribute;
