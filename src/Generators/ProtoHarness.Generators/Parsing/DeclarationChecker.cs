using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ProtoHarness.Generators.Diagnostics;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Checks the declaration around the fields.</summary>
static class DeclarationChecker
{
    /// <summary>The constructor whose parameters are the fields, or null when the declaration cannot be a frame.</summary>
    public static IMethodSymbol? Check(ParseContext context, TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        var symbol = context.Frame;
        var name = declaration.Identifier.GetLocation();
        if (declaration is not RecordDeclarationSyntax)
        {
            context.Report(Descriptors.NotRecord, name, symbol.Name);
            return null;
        }

        if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            context.Report(Descriptors.NotPartial, name, symbol.Name);
        }

        if (symbol.IsAbstract)
        {
            context.Report(Descriptors.Abstract, name, symbol.Name);
        }

        CheckContainers(context, declaration);
        if (context.Compilation is CSharpCompilation { LanguageVersion: < (LanguageVersion)1300 })
        {
            context.Report(Descriptors.LanguageVersion, name, symbol.Name);
        }

        var parameters = symbol.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<RecordDeclarationSyntax>()
            .FirstOrDefault(record => record.ParameterList is not null)?.ParameterList;
        if (parameters is null)
        {
            context.Report(Descriptors.NoParameters, name, symbol.Name);
            return null;
        }

        return context.HasErrors ? null : symbol.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellationToken) == parameters.Parent));
    }

    /// <summary>A frame that always contains itself has no end and no beginning.</summary>
    public static void CheckNesting(ParseContext context)
    {
        foreach (var field in context.Fields)
        {
            if (field.Model is { Kind: Model.WireKind.Frame, Condition: null } && AlwaysContains(field.Symbol.Type, context.Frame, []))
            {
                context.Break(field, Descriptors.EndlessNesting, field.TypeLocation, context.Frame.Name, context.Frame.Name);
            }
        }
    }

    public static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    static bool AlwaysContains(ITypeSymbol type, INamedTypeSymbol frame, HashSet<ITypeSymbol> seen)
    {
        if (SymbolEqualityComparer.Default.Equals(type, frame))
        {
            return true;
        }

        return seen.Add(type) && Symbols.HasFrameAttribute(type) && type is INamedTypeSymbol named
            && Symbols.FieldConstructor(named) is { } constructor
            && constructor.Parameters.Any(parameter =>
                !new FieldAttributes(parameter).Has("When") && AlwaysContains(parameter.Type, frame, seen));
    }

    static void CheckContainers(ParseContext context, TypeDeclarationSyntax declaration)
    {
        var symbol = context.Frame;
        if (declaration.TypeParameterList is not null)
        {
            context.Report(Descriptors.Generic, declaration.Identifier.GetLocation(), symbol.Name);
        }

        for (var outer = declaration.Parent as TypeDeclarationSyntax; outer is not null; outer = outer.Parent as TypeDeclarationSyntax)
        {
            if (outer.TypeParameterList is not null)
            {
                context.Report(Descriptors.Generic, declaration.Identifier.GetLocation(), symbol.Name);
            }

            if (!outer.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                context.Report(Descriptors.ContainerNotPartial, outer.Identifier.GetLocation(), outer.Identifier.Text, symbol.Name);
            }
        }
    }
}
