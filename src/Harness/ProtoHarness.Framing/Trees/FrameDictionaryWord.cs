namespace ProtoHarness.Framing;

/// <summary>A word of a fuzzer's dictionary.</summary>
/// <param name="Name">What it is, such as <c>Mux.Command=Psh</c>; unique in a dictionary.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record FrameDictionaryWord(string Name, ReadOnlyMemory<byte> Bytes);
