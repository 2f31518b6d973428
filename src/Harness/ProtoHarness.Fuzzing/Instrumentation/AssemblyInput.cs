namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>An assembly to be instrumented: a file, or what a compiler just made.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Image">The assembly's bytes.</param>
/// <param name="Symbols">The portable PDB's bytes; null when there is none beside it (one embedded in the image is found there).</param>
/// <param name="Folder">Where its references lie; null when only the shared framework is looked at.</param>
public sealed record AssemblyInput(string Name, byte[] Image, byte[]? Symbols, string? Folder)
{
    /// <summary>Reads an assembly and the PDB beside it.</summary>
    /// <param name="path">The assembly's file.</param>
    public static AssemblyInput FromFile(string path)
    {
        var symbols = Path.ChangeExtension(path, ".pdb");
        return new AssemblyInput(
            Path.GetFileName(path),
            File.ReadAllBytes(path),
            File.Exists(symbols) ? File.ReadAllBytes(symbols) : null,
            Path.GetDirectoryName(Path.GetFullPath(path)));
    }
}
