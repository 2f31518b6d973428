using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ProtoHarness.Generators.CodeFixes;

/// <summary>Cures for the declaration around the fields.</summary>
static class DeclarationCures
{
    public static SyntaxNode? AddPartial(SyntaxNode root, SyntaxToken place)
    {
        if (place.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return null;
        }

        // 'partial' stands right in front of the keyword; what was in front of that moves in front of it.
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var mended = type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia())
                .AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
        return root.ReplaceNode(type, mended);
    }

    public static SyntaxNode? MakeRecord(SyntaxNode root, SyntaxToken place)
    {
        if (place.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not ({ } type and (ClassDeclarationSyntax or StructDeclarationSyntax)))
        {
            return null;
        }

        var isStruct = type is StructDeclarationSyntax;
        var record = SyntaxFactory.Token(SyntaxKind.RecordKeyword)
            .WithLeadingTrivia(type.Keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space);
        var parameters = type.ParameterList ?? SyntaxFactory.ParameterList();
        var identifier = type.Identifier;
        if (type.ParameterList is null)
        {
            parameters = parameters.WithTrailingTrivia(identifier.TrailingTrivia);
            identifier = identifier.WithTrailingTrivia();
        }

        var mended = SyntaxFactory.RecordDeclaration(
            isStruct ? SyntaxKind.RecordStructDeclaration : SyntaxKind.RecordDeclaration,
            type.AttributeLists, type.Modifiers, record,
            isStruct ? type.Keyword.WithLeadingTrivia() : default,
            identifier, type.TypeParameterList, parameters, type.BaseList, type.ConstraintClauses,
            type.OpenBraceToken, type.Members, type.CloseBraceToken, type.SemicolonToken);
        return root.ReplaceNode(type, mended);
    }

    public static SyntaxNode? RemoveAbstract(SyntaxNode root, SyntaxToken place)
    {
        if (place.Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        var modifier = type.Modifiers.FirstOrDefault(one => one.IsKind(SyntaxKind.AbstractKeyword));
        return modifier == default ? null : root.ReplaceNode(type, type.WithModifiers(type.Modifiers.Remove(modifier)));
    }

    public static SyntaxNode? AddParameters(SyntaxNode root, SyntaxToken place)
    {
        if (place.Parent?.FirstAncestorOrSelf<RecordDeclarationSyntax>() is not { ParameterList: null } type)
        {
            return null;
        }

        var parameters = SyntaxFactory.ParameterList().WithTrailingTrivia(type.Identifier.TrailingTrivia);
        return root.ReplaceNode(type, type.WithIdentifier(type.Identifier.WithTrailingTrivia()).WithParameterList(parameters));
    }
}
