using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Loading;

/// <summary>Makes a plugin of one file.</summary>
sealed class PluginFileLoader(PluginCatalogOptions options)
{
    const int HashDigits = 16;

    /// <exception cref="PluginLoadException">It could not be loaded.</exception>
    public LoadedPlugin Load(PluginCandidate candidate)
    {
        try
        {
            return candidate.Origin == PluginOrigin.Source ? LoadSource(candidate) : LoadAssembly(candidate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PluginLoadException(LoadErrors.Unreadable(candidate.Path, e.Message.TrimEnd('.')));
        }
    }

    LoadedPlugin LoadSource(PluginCandidate candidate)
    {
        var source = File.ReadAllBytes(candidate.Path);
        var compiled = SourceCompiler.Compile(candidate.Path, source);
        if (compiled.Image is null)
        {
            throw new PluginLoadException(LoadErrors.Source(candidate.Path, compiled, options.MaxSourceErrors));
        }

        var inspection = PluginInspector.Inspect(candidate.Path, compiled.Image.Assembly);
        var content = new PluginContent([candidate.Path], Hash([source]), [.. compiled.Warnings.Select(warning => warning.ToString())]);
        return Open(candidate, inspection, compiled.Image, content);
    }

    LoadedPlugin LoadAssembly(PluginCandidate candidate)
    {
        var inspection = PluginInspector.Inspect(candidate.Path);
        if (PluginAdmission.Refusal(inspection) is { } refusal)
        {
            throw new PluginLoadException(refusal);
        }

        var dependencies = DependencyWalk.Of(inspection);
        if (dependencies.FirstOrDefault(node => node is { IsMissing: true, Depth: 1 }) is { } missing)
        {
            throw new PluginLoadException(LoadErrors.Missing(candidate.Path, missing));
        }

        string[] files =
        [
            candidate.Path, .. dependencies.Where(node => node.IsPrivate).OrderBy(node => node.Name, StringComparer.Ordinal).Select(node => node.Path!),
        ];
        var content = new PluginContent(files, Hash(files.Select(File.ReadAllBytes)), PluginAdmission.Warnings(inspection, dependencies));
        return Open(candidate, inspection, image: null, content);
    }

    LoadedPlugin Open(PluginCandidate candidate, PluginInspection inspection, AssemblyImage? image, PluginContent content)
    {
        var type = PluginAdmission.SelectType(inspection);
        var loader = new PluginLoader(new PluginLoaderOptions
        {
            MainAssemblyPath = candidate.Path,
            MainImage = image,
            SharedAssemblies = [.. PluginContract.SharedAssemblies.Where(HostAssemblies.Paths.ContainsKey)],
            SharedTypes = [typeof(IProtocolPlugin)],
            Rewriter = options.Rewriter,
        });
        if (Activate(candidate, loader, type, inspection, content, out var error) is { } plugin)
        {
            return plugin;
        }

        loader.Dispose();
        throw new PluginLoadException(error!);
    }

    // Not inlined, and the exception is turned into text here: it would keep a plugin in memory that is to be unloaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    LoadedPlugin? Activate(
        PluginCandidate candidate, PluginLoader loader, string type, PluginInspection inspection, PluginContent content, out PluginLoadError? error)
    {
        var activation = PluginActivation.Run(loader, type, options.DefineTimeout, options.Time);
        error = activation switch
        {
            { TimedOut: true } => LoadErrors.DefineTimeout(candidate.Path, options.DefineTimeout),
            { Exception: { } e } => PluginAdmission.Explain(inspection, loader, activation, e),
            _ => null,
        };
        return error is not null ? null : new LoadedPlugin(candidate, loader, activation.Definition!, content.Hash, options.Time)
        {
            Files = content.Files,
            Warnings = content.Warnings,
        };
    }

    sealed record PluginContent(IReadOnlyList<string> Files, string Hash, IReadOnlyList<string> Warnings);

    static string Hash(IEnumerable<byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(file);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits];
    }
}
