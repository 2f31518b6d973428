using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ProtoHarness.Generators.CodeFixes;

/// <summary>Cures for one field.</summary>
static class FieldCures
{
    public static SyntaxNode? Prefix(SyntaxNode root, SyntaxToken place) => AddAttribute(root, place, "LengthPrefixed(LengthPrefix.U16)");

    public static SyntaxNode? Remaining(SyntaxNode root, SyntaxToken place) =>
        Field(place) is { Parent: ParameterListSyntax list } field && list.Parameters.Last() == field
            ? AddAttribute(root, place, "Remaining") : null;

    public static SyntaxNode? RemoveAttribute(SyntaxNode root, SyntaxToken place)
    {
        if (place.Parent?.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
        {
            return null;
        }

        return list.Attributes.Count > 1
            ? root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)
            : root.RemoveNode(list, SyntaxRemoveOptions.KeepLeadingTrivia);
    }

    public static SyntaxNode? SwapBounds(SyntaxNode root, SyntaxToken place)
    {
        var arguments = place.Parent?.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList;
        if (arguments is not { Arguments: { Count: 2 } list } || !IsAbove(list[0], list[1]))
        {
            return null;
        }

        return root.ReplaceNode(arguments, arguments.WithArguments(
            list.Replace(list[0], list[0].WithExpression(list[1].Expression)) is var once
                ? once.Replace(once[1], once[1].WithExpression(list[0].Expression))
                : list));
    }

    public static SyntaxNode? MakeNullable(SyntaxNode root, SyntaxToken place) =>
        Field(place) is { Type: { } type } and { } field && type is not NullableTypeSyntax
            ? root.ReplaceNode(field, field.WithType(
                SyntaxFactory.NullableType(type.WithoutTrailingTrivia()).WithTrailingTrivia(type.GetTrailingTrivia())))
            : null;

    public static SyntaxNode? MakeNotNullable(SyntaxNode root, SyntaxToken place) =>
        Field(place) is { Type: NullableTypeSyntax type } field
            ? root.ReplaceNode(field, field.WithType(type.ElementType.WithTriviaFrom(type)))
            : null;

    static ParameterSyntax? Field(SyntaxToken place) => place.Parent?.FirstAncestorOrSelf<ParameterSyntax>();

    static bool IsAbove(AttributeArgumentSyntax first, AttributeArgumentSyntax second) =>
        first.Expression is LiteralExpressionSyntax { Token.Value: int one }
        && second.Expression is LiteralExpressionSyntax { Token.Value: int other } && one > other;

    static SyntaxNode? AddAttribute(SyntaxNode root, SyntaxToken place, string attribute)
    {
        if (Field(place) is not { Type: { } type } field)
        {
            return null;
        }

        // Parsed as part of a parameter, because an attribute alone is no C#.
        var parsed = ((ParenthesizedLambdaExpressionSyntax)SyntaxFactory.ParseExpression($"([{attribute}] int a) => a"))
            .ParameterList.Parameters[0].AttributeLists[0].WithTrailingTrivia(SyntaxFactory.Space);
        var lead = field.GetLeadingTrivia();
        return root.ReplaceNode(
            field,
            field.AttributeLists.Count > 0
                ? field.AddAttributeLists(parsed)
                : field.WithType(type.WithoutLeadingTrivia()).AddAttributeLists(parsed).WithLeadingTrivia(lead));
    }
}
