using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Engine.Tests.Loading;

/// <summary>A little assembly, compiled into a folder as a build would leave it there.</summary>
sealed record TestAssembly(string Name)
{
    static readonly PortableExecutableReference[] Host =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    public string Source { get; init; } = "";

    public string Version { get; init; } = "1.0.0.0";

    public string? TargetFramework { get; init; } = ".NETCoreApp,Version=v10.0";

    public string[] References { get; init; } = [];

    /// <summary>Whether it is compiled without the assemblies of ProtoHarness, against the runtime alone.</summary>
    public bool RuntimeOnly { get; init; }

    /// <summary>Compiles into <paramref name="folder"/>.</summary>
    /// <returns>The path of the assembly.</returns>
    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, Name + ".dll");
        var attributes = $"[assembly: System.Reflection.AssemblyVersion(\"{Version}\")]\n"
            + (TargetFramework is null ? "" : $"[assembly: System.Runtime.Versioning.TargetFramework(\"{TargetFramework}\")]\n");
        var usings = string.Concat(SourceCompiler.ImplicitUsings.Where(name => !RuntimeOnly || !name.StartsWith("ProtoHarness", StringComparison.Ordinal))
            .Select(name => $"using {name};\n"));
        var trees = new[] { attributes, usings + Source }.Select(text => CSharpSyntaxTree.ParseText(text, encoding: System.Text.Encoding.UTF8));
        var compilation = CSharpCompilation.Create(
            Name,
            trees,
            Host.Where(file => !RuntimeOnly || !Path.GetFileName(file.FilePath!).StartsWith("ProtoHarness", StringComparison.Ordinal))
                .Concat(References.Select(file => MetadataReference.CreateFromFile(file))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var image = File.Create(path);
        using var symbols = File.Create(Path.ChangeExtension(path, ".pdb"));
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}
