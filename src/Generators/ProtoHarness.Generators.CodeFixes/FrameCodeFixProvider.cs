using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoHarness.Generators.CodeFixes;

/// <summary>Mends the declarations whose mistake has one obvious cure.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FrameCodeFixProvider))]
[Shared]
public sealed class FrameCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Cures.All.Keys.OrderBy(id => id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || !Cures.All.TryGetValue(diagnostic.Id, out var cures))
            {
                continue;
            }

            var place = root.FindToken(diagnostic.Location.SourceSpan.Start);
            foreach (var cure in cures)
            {
                if (cure.Mend(root, place) is { } mended)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(cure.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(mended)), cure.Title),
                        diagnostic);
                }
            }
        }
    }
}
