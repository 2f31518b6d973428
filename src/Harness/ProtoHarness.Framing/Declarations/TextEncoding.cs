namespace ProtoHarness.Framing;

/// <summary>How text stands on the wire. Bytes that the encoding does not allow are malformed, never replaced.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8, strict: no overlong forms, no surrogates.</summary>
    Utf8,

    /// <summary>ASCII: bytes 0 to 127.</summary>
    Ascii,
}
