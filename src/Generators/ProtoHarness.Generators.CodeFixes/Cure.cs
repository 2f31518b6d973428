using Microsoft.CodeAnalysis;

namespace ProtoHarness.Generators.CodeFixes;

/// <summary>One way to mend a declaration.</summary>
/// <param name="title">What the editor offers.</param>
/// <param name="mend">Gives the tree with the mistake mended, or null when this cure does not apply.</param>
sealed class Cure(string title, Func<SyntaxNode, SyntaxToken, SyntaxNode?> mend)
{
    public string Title { get; } = title;

    public SyntaxNode? Mend(SyntaxNode root, SyntaxToken place) => mend(root, place);
}
