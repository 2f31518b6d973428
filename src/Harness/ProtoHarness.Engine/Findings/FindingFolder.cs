namespace ProtoHarness.Engine.Findings;

/// <summary>
/// A folder of findings. A finding has the name of its bug, so one that is found again takes the place of the earlier one; of several of one run the shortest is kept.
/// Flaky ones are kept apart, in <c>flaky/</c>.
/// </summary>
/// <param name="path">The folder; it is made when the first finding is saved.</param>
public sealed class FindingFolder(string path)
{
    readonly Dictionary<string, int> _saved = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Saves a finding, whole or not at all.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isFlaky">Whether it did not fail each time.</param>
    /// <param name="pluginFile">The plugin's file, so that a replay finds it; null for a bundled plugin.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public string Save(Finding finding, bool isFlaky = false, string? pluginFile = null)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var folder = isFlaky ? System.IO.Path.Combine(Path, "flaky") : Path;
        var file = System.IO.Path.Combine(folder, finding.FileName);
        if (_saved.TryGetValue(file, out var weight) && weight <= finding.Weight)
        {
            return file;
        }

        Directory.CreateDirectory(folder);
        if (pluginFile is not null)
        {
            var relative = System.IO.Path.GetRelativePath(folder, pluginFile);
            finding = finding.With(finding.Header with { PluginFile = relative.Replace('\\', '/') });
        }

        // Under another name first: a full disk must not leave half a finding.
        var part = file + ".part";
        File.WriteAllText(part, finding.ToString());
        File.Move(part, file, overwrite: true);
        _saved[file] = finding.Weight;
        return file;
    }
}
