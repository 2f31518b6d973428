namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>Bytes that went one way between two ends of a capture.</summary>
/// <param name="Name">Both ends, such as <c>10.0.0.1:1024 &gt; 10.0.0.2:80</c>.</param>
/// <param name="IsFromClient">Whether the sender opened the connection, or, when that is not in the capture, has the higher port.</param>
/// <param name="Bytes">The bytes in order, up to the first that is missing.</param>
/// <param name="IsCut">Whether bytes are missing behind these.</param>
public sealed record CapturedStream(string Name, bool IsFromClient, byte[] Bytes, bool IsCut);
