using System.Security.Cryptography;

namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>
/// A corpus on disk: one file for each input, named by its content. A file appears whole or not at all, and never changes, so
/// that any number of fuzzers can share the folder without a lock, and killing one loses nothing that was saved.
/// </summary>
public sealed class CorpusFolder
{
    const int NameChars = 32;

    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>A corpus in a folder, which is made if it is missing.</summary>
    /// <param name="path">The folder.</param>
    public CorpusFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The name of an input's file.</summary>
    /// <param name="input">The input.</param>
    public static string NameOf(ReadOnlySpan<byte> input) => Convert.ToHexStringLower(SHA256.HashData(input))[..NameChars];

    /// <summary>Saves an input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Whether it was new to the folder.</returns>
    public bool Add(ReadOnlySpan<byte> input)
    {
        var name = NameOf(input);
        var target = System.IO.Path.Combine(Path, name);
        if (!_known.Add(name) || File.Exists(target))
        {
            return false;
        }

        AtomicFile.Write(target, input);
        return true;
    }

    /// <summary>The inputs that appeared since the last call, by this object or by others; all of them at the first call.</summary>
    /// <returns>The inputs in the order of their names; one that somebody removed meanwhile is left out.</returns>
    public IReadOnlyList<byte[]> TakeNew()
    {
        var inputs = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(Path).Order(StringComparer.Ordinal))
        {
            var name = System.IO.Path.GetFileName(file);
            if (!name.StartsWith('.') && _known.Add(name) && TryRead(file) is { } input)
            {
                inputs.Add(input);
            }
        }

        return inputs;
    }

    static byte[]? TryRead(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
