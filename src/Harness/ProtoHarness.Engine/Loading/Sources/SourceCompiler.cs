using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ProtoHarness.Engine.Loading;

/// <summary>Compiles a plugin of one source file in memory, with the frame generator running inside.</summary>
public static class SourceCompiler
{
    /// <summary>The environment variable that names a folder in which what was compiled is kept for later processes; without it nothing is kept. Nobody else may write there.</summary>
    public const string KeptIn = CompiledSources.Variable;

    /// <summary>The namespaces that a source plugin need not name.</summary>
    public static IReadOnlyList<string> ImplicitUsings { get; } =
    [
        "ProtoHarness.Abstractions", "ProtoHarness.Framing", "System", "System.Buffers", "System.Collections.Generic", "System.IO",
        "System.IO.Pipelines", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
    ];

    /// <summary>Why the frame generator does not run; null when it does.</summary>
    public static string? GeneratorFailure => FrameGenerators.Failure;

    /// <summary>Compiles a source file. The same text at the same path gives the same bytes, and may be taken from what was kept of it (<c>PROTOHARNESS_COMPILED</c>).</summary>
    /// <param name="path">The file; its name becomes the assembly's.</param>
    /// <param name="source">Its content, UTF-8 or with a byte order mark.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The assembly, or the errors.</returns>
    public static SourceCompilation Compile(string path, byte[] source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        path = Path.GetFullPath(path);
        if (CompiledSources.Current is not { } kept)
        {
            return CompileAnew(path, source, cancellationToken);
        }

        if (kept.Find(path, source) is { } found)
        {
            return found;
        }

        var compiled = CompileAnew(path, source, cancellationToken);
        kept.Keep(path, source, compiled);
        return compiled;
    }

    static SourceCompilation CompileAnew(string path, byte[] source, CancellationToken cancellationToken)
    {
        var text = SourceText.From(source, source.Length, Encoding.UTF8, canBeEmbedded: true);
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var tree = CSharpSyntaxTree.ParseText(text, options, path, cancellationToken);
        var usings = CSharpSyntaxTree.ParseText(
            string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")), options, "ImplicitUsings.g.cs", Encoding.UTF8, cancellationToken);
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [tree, usings],
            SourceReferences.All,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create(FrameGenerators.Generators, parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var generatorDiagnostics, cancellationToken);
        return Emit(complete, generatorDiagnostics, path, text, cancellationToken);
    }

    static SourceCompilation Emit(
        Compilation compilation, ImmutableArray<Diagnostic> generatorDiagnostics, string path, SourceText text, CancellationToken cancellationToken)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(
            image,
            options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded),
            embeddedTexts: [EmbeddedText.FromSource(path, text)],
            cancellationToken: cancellationToken);
        var all = generatorDiagnostics.Concat(result.Diagnostics).Concat(Analyze(compilation, cancellationToken))
            .Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => Describe(diagnostic, path, text)).Distinct()
            .OrderBy(error => error.Path == path ? 0 : 1).ThenBy(error => error.Line).ThenBy(error => error.Column).ToList();
        var errors = all.FindAll(error => error.Severity == "error");
        return new SourceCompilation(
            errors.Count == 0 && result.Success
                ? new AssemblyImage(compilation.AssemblyName!, path, image.ToArray(), Symbols: null)
                : null,
            errors,
            all.FindAll(error => error.Severity == "warning"),
            FrameGenerators.Failure);
    }

    static ImmutableArray<Diagnostic> Analyze(Compilation compilation, CancellationToken cancellationToken)
    {
        var analyzers = FrameGenerators.Analyzers;
        return analyzers.IsEmpty
            ? []
            : compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
                .GetAnalyzerDiagnosticsAsync(cancellationToken).GetAwaiter().GetResult();
    }

    static SourceError Describe(Diagnostic diagnostic, string path, SourceText text)
    {
        var severity = diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        };
        var place = diagnostic.Location.GetLineSpan();
        // A generator's diagnostic knows its place but not the tree, so that its models stay small.
        var source = diagnostic.Location.SourceTree?.GetText() ?? (place.Path == path ? text : null);
        var line = source is not null && place.StartLinePosition.Line < source.Lines.Count ? source.Lines[place.StartLinePosition.Line].ToString() : "";
        return new SourceError(
            place.Path ?? "", place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1, severity, diagnostic.Id, diagnostic.GetMessage(), line);
    }
}
