using System.Text.Json;

namespace ProtoHarness.Engine.Loading;

/// <summary>The <c>additionalProbingPaths</c> of a plugin's own <c>.runtimeconfig.json</c> and <c>.runtimeconfig.dev.json</c>.</summary>
static class ProbingPaths
{
    public static IReadOnlyList<string> Of(string mainAssemblyPath)
    {
        var paths = new List<string>();
        foreach (var suffix in (string[])[".runtimeconfig.dev.json", ".runtimeconfig.json"])
        {
            var file = Path.ChangeExtension(mainAssemblyPath, null) + suffix;
            if (File.Exists(file))
            {
                Read(file, paths);
            }
        }

        return paths;
    }

    static void Read(string file, List<string> paths)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (!document.RootElement.TryGetProperty("runtimeOptions", out var options)
                || !options.TryGetProperty("additionalProbingPaths", out var entries))
            {
                return;
            }

            foreach (var entry in entries.EnumerateArray())
            {
                var path = entry.GetString();
                if (!string.IsNullOrEmpty(path) && !path.Contains('|', StringComparison.Ordinal))
                {
                    paths.Add(Path.GetFullPath(path, Path.GetDirectoryName(file)!));
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException)
        {
            // A probing path only ever adds places to look. What is then missing is reported with the places that were looked at.
        }
    }
}
