using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoHarness.Framing;

namespace ProtoHarness.Generators.Tests.Support;

/// <summary>Runs the generator on source text.</summary>
static class Compiling
{
    public const string Usings = """
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using ProtoHarness.Framing;

        """;

    static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(FrameCodec).Assembly.Location),
    ];

    public static CSharpParseOptions ParseOptions { get; } =
        new(LanguageVersion.CSharp13, DocumentationMode.Parse);

    public static CSharpCompilation Compilation(params string[] sources) => Compilation(ParseOptions, sources);

    public static CSharpCompilation Compilation(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Generated",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, $"/project/File{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));

    public static GeneratorDriver Driver(CSharpParseOptions? options = null, bool track = false) => CSharpGeneratorDriver.Create(
        [new FrameGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    /// <summary>The driver after one more compilation.</summary>
    public static GeneratorDriver Run(this GeneratorDriver driver, Compilation compilation) => driver.RunGenerators(compilation);

    /// <summary>What the generator says about a source.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(params string[] sources) =>
        Driver().RunGenerators(Compilation(sources)).GetRunResult().Diagnostics;

    /// <summary>The generated files by name.</summary>
    public static SortedDictionary<string, string> Generate(params string[] sources)
    {
        var result = Driver().RunGenerators(Compilation(sources)).GetRunResult();
        Assert.Empty(result.Diagnostics);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in result.Results.Single().GeneratedSources)
        {
            files.Add(source.HintName, source.SourceText.ToString());
        }

        return files;
    }

    /// <summary>Compiles with the generator, without a single warning, and loads the result.</summary>
    public static System.Reflection.Assembly Load(params string[] sources)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compilation(sources), out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        return Load(compilation);
    }

    /// <summary>Compiles what the generator would have written, had it a bug.</summary>
    /// <param name="source">The declarations.</param>
    /// <param name="bug">Changes the generated text; it must change something.</param>
    public static System.Reflection.Assembly LoadWith(string source, Func<string, string> bug)
    {
        var good = Generate(source);
        var bad = good.Values.Select(bug).ToList();
        Assert.NotEqual(good.Values, bad);
        return Load(Compilation([source, .. bad]));
    }

    static System.Reflection.Assembly Load(Compilation compilation)
    {
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        var complaints = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints.Take(20).Select(one => $"{one}\n{Near(one)}")));
        stream.Position = 0;
        return new AssemblyLoadContext("generated", isCollectible: true).LoadFromStream(stream);
    }

    static string Near(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree?.GetText();
        return text?.Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString() ?? "";
    }
}
