using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Findings;

/// <summary>Writes findings to their folder and remembers where each one is. A disk that is full costs the files, never the verdicts.</summary>
sealed class SavedFindings(string folder, Screen screen)
{
    readonly FindingFolder _folder = new(folder);
    readonly Dictionary<CheckFailure, string> _paths = new(ReferenceEqualityComparer.Instance);
    bool _complained;

    public void Save(LoadedPlugin plugin, CheckResult result)
    {
        foreach (var (_, failure) in result.Failures)
        {
            if (failure.Made is { } made && Save(plugin, made.Finding, !made.IsReproducible) is { } path)
            {
                _paths[failure] = path;
            }
        }
    }

    /// <summary>Writes one finding.</summary>
    /// <returns>The file; null when it could not be written.</returns>
    public string? Save(LoadedPlugin plugin, Finding finding, bool isFlaky)
    {
        try
        {
            return _folder.Save(finding, isFlaky, plugin.Candidate.Origin == PluginOrigin.Bundled ? null : plugin.Source).Replace('\\', '/');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_complained)
            {
                screen.Error($"findings cannot be written to '{folder}' (--findings): {e.Message} The verdicts stand.");
                _complained = true;
            }

            return null;
        }
    }

    public string? PathOf(CheckFailure failure) => _paths.GetValueOrDefault(failure);
}
