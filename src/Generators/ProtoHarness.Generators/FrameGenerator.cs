using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Emitting;
using ProtoHarness.Generators.Model;
using ProtoHarness.Generators.Parsing;

namespace ProtoHarness.Generators;

/// <summary>Adds the codec and the schema to every partial record with <c>[Frame]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FrameGenerator : IIncrementalGenerator
{
    /// <summary>The names of the tracked steps, for tests of what is run again.</summary>
    public static class Steps
    {
        /// <summary>One result for each declaration.</summary>
        public const string Parse = "ProtoHarness.Frames.1_Parse";

        /// <summary>The models of good declarations.</summary>
        public const string Model = "ProtoHarness.Frames.2_Model";

        /// <summary>The complaints about bad ones.</summary>
        public const string Diagnostics = "ProtoHarness.Frames.2_Diagnostics";

        /// <summary>The folder of the project.</summary>
        public const string ProjectFolder = "ProtoHarness.Frames.2_ProjectFolder";

        /// <summary>Models with their folder: what sources are emitted from.</summary>
        public const string Emit = "ProtoHarness.Frames.3_Emit";
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var results = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Symbols.FrameAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (source, cancellationToken) => FrameParser.Parse(source, cancellationToken))
            .WithTrackingName(Steps.Parse);

        var folder = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.ProjectDir", out var path) ? path : "")
            .WithTrackingName(Steps.ProjectFolder);

        // Complaints go their own way: an edit that only moves them makes no source anew.
        context.RegisterSourceOutput(
            results.SelectMany(static (result, _) => result.Diagnostics).WithTrackingName(Steps.Diagnostics),
            static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic(Descriptors.Of(diagnostic.Id))));

        context.RegisterSourceOutput(
            results.Where(static result => result.Model is not null)
                .Select(static (result, _) => result.Model!)
                .WithTrackingName(Steps.Model)
                .Combine(folder)
                .Select(static (pair, _) => pair.Left with { SourceFile = SourcePaths.Relative(pair.Left.SourceFile, pair.Right) })
                .WithTrackingName(Steps.Emit),
            static (output, model) => Emit(output, model));
    }

    static void Emit(SourceProductionContext output, FrameModel model)
    {
        try
        {
            output.AddSource(model.HintName, SourceText.From(FrameEmitter.Emit(model), Encoding.UTF8));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            output.ReportDiagnostic(Diagnostic.Create(Descriptors.Internal, Location.None, model.Name, failure.Message));
        }
    }
}
