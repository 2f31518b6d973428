using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands one declaration with <c>[Frame]</c>: the model, or everything that is wrong with it.</summary>
static class FrameParser
{
    const long DefaultMaxLength = 16 * 1024 * 1024;

    public static FrameResult Parse(GeneratorAttributeSyntaxContext source, CancellationToken cancellationToken)
    {
        var symbol = (INamedTypeSymbol)source.TargetSymbol;
        var declaration = (TypeDeclarationSyntax)source.TargetNode;
        try
        {
            return Parse(source.SemanticModel.Compilation, symbol, declaration, source.Attributes[0], cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var place = declaration.Identifier.GetLocation();
            return new(null, new[] { DiagnosticModel.At(Descriptors.Internal, place, symbol.Name, failure.Message) });
        }
    }

    static FrameResult Parse(
        Compilation compilation, INamedTypeSymbol symbol, TypeDeclarationSyntax declaration, AttributeData attribute,
        CancellationToken cancellationToken)
    {
        var isLittle = FieldAttributes.Argument(attribute, 0, 0) == 1;
        var maxLength = FieldAttributes.Named(attribute, "MaxLength", DefaultMaxLength);
        var context = new ParseContext(compilation, symbol, isLittle, maxLength);
        if (DeclarationChecker.Check(context, declaration, cancellationToken) is not { } constructor)
        {
            return new(null, context.Diagnostics);
        }

        var documentation = Symbols.Documentation(symbol, cancellationToken);
        foreach (var parameter in constructor.Parameters)
        {
            context.Fields.Add(new(context.Fields.Count, parameter));
        }

        foreach (var field in context.Fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FieldParser.Parse(context, field, documentation);
        }

        // Each step builds on the ones before: groups of bits, who names whom, who ends where, and only then how long.
        BitGroupLinker.Link(context);
        RoleLinker.Link(context);
        ConditionLinker.Link(context);
        if (!context.HasErrors)
        {
            RegionLinker.Link(context);
            ChecksumLinker.Link(context);
        }

        if (!context.HasErrors)
        {
            DeclarationChecker.CheckNesting(context);
            PaddingParser.CheckOrder(context);
            SizeLinker.Link(context, FieldAttributes.LocationOf(attribute, "MaxLength", declaration.Identifier.GetLocation()));
        }

        return context.HasErrors || context.Fields.Any(field => field.IsBroken)
            ? new(null, context.Diagnostics)
            : new(Model(context, declaration, documentation), default);
    }

    static FrameModel Model(ParseContext context, TypeDeclarationSyntax declaration, System.Xml.Linq.XElement? documentation)
    {
        var symbol = context.Frame;
        var containers = new List<string>();
        for (var outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, $"partial {DeclarationChecker.Keyword(outer)} @{outer.Name}");
        }

        var fields = context.Fields.Select(field => field.Model).ToArray();
        var regions = Region.Of(fields);
        var place = declaration.Identifier.GetLocation().GetLineSpan();
        return new()
        {
            Name = symbol.Name,
            Namespace = symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString(),
            Containers = containers.ToArray(),
            Keyword = DeclarationChecker.Keyword(symbol),
            Type = Symbols.FullName(symbol),
            HintName = HintName(symbol),
            IsLittle = context.IsLittle,
            MaxLength = context.MaxLength,
            IsSelfDelimiting = fields.Length == 0
                || fields[fields.Length - 1].Extent != WireExtent.Remaining
                || regions.Any(region => region.Contains(fields.Length - 1)),
            HasCreate = symbol.GetMembers("Create").Any(member => !member.IsImplicitlyDeclared),
            Summary = Symbols.Sentence(documentation?.Element("summary")),
            SourceFile = place.Path ?? "",
            SourceLine = place.StartLinePosition.Line + 1,
            Fields = fields,
        };
    }

    /// <summary>The file name of what is generated: unique, and the same on file systems that ignore case.</summary>
    static string HintName(INamedTypeSymbol symbol)
    {
        var name = symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("@", "");
        var hash = 2166136261u;
        foreach (var letter in name)
        {
            hash = unchecked((hash ^ letter) * 16777619);
        }

        return name == name.ToLowerInvariant() ? $"{name}.Frame.g.cs" : $"{name}.{hash:x8}.Frame.g.cs";
    }
}
