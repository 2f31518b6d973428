using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProtoHarness.Fuzzing.Corpora;

namespace ProtoHarness.Fuzzing.Findings;

/// <summary>
/// What a campaign's processes found, on disk: for each failure the input as it is, and a description beside it, under a name made
/// from what makes it distinct. Any number of processes may write to it without a lock.
/// </summary>
public sealed class FailureFolder
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Findings in a folder, which is made if it is missing.</summary>
    /// <param name="path">The folder.</param>
    public FailureFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Saves a finding, unless one with the same key and an input that is not larger is there.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Whether it was new.</returns>
    public bool Add(FuzzFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var name = NameOf(finding);
        var input = System.IO.Path.Combine(Path, name + ".bin");
        var isNew = !File.Exists(input);
        if (isNew || new FileInfo(input).Length > finding.Input.Length)
        {
            if (finding.Script is { } script)
            {
                AtomicFile.Write(System.IO.Path.Combine(Path, name + ".phs"), Encoding.UTF8.GetBytes(script));
            }

            // The input last: whoever sees it can rely on its description.
            AtomicFile.Write(System.IO.Path.Combine(Path, name + ".json"), JsonSerializer.SerializeToUtf8Bytes(finding, Json));
            AtomicFile.Write(input, finding.Input);
        }

        return isNew;
    }

    /// <summary>All findings, by name.</summary>
    public IReadOnlyList<FuzzFinding> Load() =>
    [
        .. Directory.EnumerateFiles(Path, "*.json").Order(StringComparer.Ordinal)
            .Where(f => File.Exists(System.IO.Path.ChangeExtension(f, ".bin")))
            .Select(f => JsonSerializer.Deserialize<FuzzFinding>(File.ReadAllBytes(f), Json)).OfType<FuzzFinding>(),
    ];

    /// <summary>The name of a finding's files: how it failed, and a hash of what makes it distinct.</summary>
    /// <param name="finding">The finding.</param>
    public static string NameOf(FuzzFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Target}|{finding.Key}")))[..12];
        return $"{(finding.IsConfirmed ? "" : "flaky-")}{finding.Kind.ToString().ToLowerInvariant()}-{hash}";
    }
}
