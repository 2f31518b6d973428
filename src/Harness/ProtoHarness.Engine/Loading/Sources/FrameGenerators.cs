using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ProtoHarness.Engine.Loading;

/// <summary>The frame generator, for compiling source plugins. It lies in <c>generators/</c> beside the host.</summary>
static class FrameGenerators
{
    const string FileName = "ProtoHarness.Generators.dll";

    static readonly Lazy<AnalyzerFileReference?> Reference = new(Find);

    public static ImmutableArray<ISourceGenerator> Generators => Reference.Value?.GetGenerators(LanguageNames.CSharp) ?? [];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers => Reference.Value?.GetAnalyzers(LanguageNames.CSharp) ?? [];

    /// <summary>Why there is no generator; null when there is.</summary>
    public static string? Failure => Reference.Value is null
        ? $"{FileName} is not beside the program, neither in {string.Join(" nor in ", Folders())}; reinstall or rebuild ProtoHarness"
        : null;

    /// <summary>Where it is; null when there is none.</summary>
    public static string? Location => Folders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);

    static AnalyzerFileReference? Find() => Location is { } path ? new AnalyzerFileReference(path, new FileLoader()) : null;

    static IEnumerable<string> Folders()
    {
        var engine = Path.GetDirectoryName(typeof(FrameGenerators).Assembly.Location);
        return new[] { AppContext.BaseDirectory, engine }.OfType<string>().Select(Path.TrimEndingDirectorySeparator).Distinct()
            .SelectMany(folder => new[] { Path.Combine(folder, "generators"), folder });
    }

    /// <summary>Its own context, because a test of the generator has it loaded already; the compiler's assemblies come from the host.</summary>
    sealed class FileLoader : AssemblyLoadContext, IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);
    }
}
