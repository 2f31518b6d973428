namespace ProtoHarness.Engine.Loading;

/// <summary>An assembly as bytes, on its way into a plugin's load context.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Path">The file it came from.</param>
/// <param name="Assembly">The portable executable.</param>
/// <param name="Symbols">The portable PDB; null when there is none beside the file (one inside the assembly is used by itself).</param>
public sealed record AssemblyImage(string Name, string Path, byte[] Assembly, byte[]? Symbols);
