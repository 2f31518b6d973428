using System.Text.Json;

namespace ProtoHarness.Engine.Loading;

/// <summary>Explains loading and identity problems of a plugin file without running any of its code.</summary>
public sealed record PluginDiagnosis
{
    /// <summary>What the file is.</summary>
    public required PluginInspection Inspection { get; init; }

    /// <summary>What it needs, nearest first; empty for what is no assembly.</summary>
    public required IReadOnlyList<DependencyNode> Dependencies { get; init; }

    /// <summary>What is wrong, worst first.</summary>
    public required IReadOnlyList<PluginProblem> Problems { get; init; }

    /// <summary>Whether it can be loaded, as far as that is to be seen from outside.</summary>
    public bool IsLoadable => Problems.All(problem => problem.Severity != PluginProblemSeverity.Error);

    /// <summary>Examines a file.</summary>
    /// <param name="path">An assembly, or a source file, which is compiled.</param>
    /// <returns>The diagnosis.</returns>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PluginDiagnosis Of(string path)
    {
        var file = PluginInspector.Inspect(path);
        return file.Kind == PluginFileKind.Source ? OfSource(file.Path) : Of(file);
    }

    static PluginDiagnosis OfSource(string path)
    {
        var compiled = SourceCompiler.Compile(path, File.ReadAllBytes(path));
        var warnings = compiled.Warnings.Select(warning => new PluginProblem(PluginProblemSeverity.Warning, warning.ToString()));
        if (compiled.Image is null)
        {
            var error = new PluginProblem(PluginProblemSeverity.Error, LoadErrors.Source(path, compiled, int.MaxValue).Message);
            return new PluginDiagnosis
            {
                Inspection = new PluginInspection { Path = path, Kind = PluginFileKind.Source }, Dependencies = [], Problems = [error, .. warnings],
            };
        }

        var file = PluginInspector.Inspect(path, compiled.Image.Assembly);
        var type = PluginAdmission.TypeRefusal(file) is { } refusal ? [new PluginProblem(PluginProblemSeverity.Error, refusal.Message)] : Array.Empty<PluginProblem>();
        return new PluginDiagnosis { Inspection = file with { Kind = PluginFileKind.Source }, Dependencies = [], Problems = [.. type, .. warnings] };
    }

    static PluginDiagnosis Of(PluginInspection file)
    {
        IReadOnlyList<DependencyNode> dependencies = file.Kind == PluginFileKind.Assembly ? DependencyWalk.Of(file) : [];
        return new PluginDiagnosis
        {
            Inspection = file,
            Dependencies = dependencies,
            Problems =
            [
                .. Errors(file, dependencies).Select(text => new PluginProblem(PluginProblemSeverity.Error, text)),
                .. PluginAdmission.Warnings(file, dependencies).Select(text => new PluginProblem(PluginProblemSeverity.Warning, text)),
                .. Notes(file).Select(text => new PluginProblem(PluginProblemSeverity.Note, text)),
            ],
        };
    }

    static IEnumerable<string> Errors(PluginInspection file, IReadOnlyList<DependencyNode> dependencies)
    {
        if (PluginAdmission.Refusal(file) is { } refusal)
        {
            yield return refusal.Message;
            yield break;
        }

        if (PluginAdmission.TypeRefusal(file) is { } type)
        {
            yield return type.Message;
        }

        foreach (var missing in dependencies.Where(node => node is { IsMissing: true, Depth: 1 }))
        {
            yield return LoadErrors.Missing(file.Path, missing).Message;
        }

        foreach (var framework in MissingFrameworks(file))
        {
            yield return $"needs the shared framework {framework}, which this host does not have; what it uses of that must come as NuGet packages.";
        }
    }

    static IEnumerable<string> Notes(PluginInspection file)
    {
        if (file.Kind != PluginFileKind.Assembly)
        {
            yield break;
        }

        var paths = new DependencyPaths(file.Path);
        foreach (var library in file.NativeImports.Where(library => paths.Native(library) is null))
        {
            yield return $"calls the native library '{library}', which is not beside it: it must be installed in the system.";
        }

        if (!File.Exists(Path.ChangeExtension(file.Path, ".deps.json")))
        {
            yield return "has no .deps.json: what it needs is looked for by name in its folder.";
        }
    }

    static List<string> MissingFrameworks(PluginInspection file)
    {
        var config = Path.ChangeExtension(file.Path, ".runtimeconfig.json");
        var missing = new List<string>();
        if (!File.Exists(config))
        {
            return missing;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(config));
            var options = document.RootElement.GetProperty("runtimeOptions");
            IEnumerable<JsonElement> frameworks =
            [
                .. options.TryGetProperty("framework", out var one) ? [one] : Array.Empty<JsonElement>(),
                .. options.TryGetProperty("frameworks", out var several) ? several.EnumerateArray() : [],
            ];
            missing.AddRange(frameworks.Select(framework => framework.GetProperty("name").GetString() ?? "").Where(name => !HostAssemblies.HasFramework(name)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A broken runtimeconfig is not read by the loader either; a dependency that it hides is reported as missing by itself.
        }

        return missing;
    }
}
