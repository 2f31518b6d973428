using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Questions about symbols.</summary>
static class Symbols
{
    public const string FrameAttribute = FieldAttributes.Namespace + ".FrameAttribute";

    static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat;

    static readonly SymbolDisplayFormat FullNullable = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string FullName(ITypeSymbol type) => type.ToDisplayString(Full);

    public static string FullNameWithNullable(ITypeSymbol type) => type.ToDisplayString(FullNullable);

    public static bool HasFrameAttribute(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == FrameAttribute);

    /// <summary>Whether a type implements <c>IFrame&lt;type&gt;</c> by hand.</summary>
    public static bool ImplementsFrame(ITypeSymbol type) => Implements(type, "IFrame", type);

    public static bool Implements(ITypeSymbol type, string interfaceName, ITypeSymbol? argument) =>
        type.AllInterfaces.Any(candidate =>
            candidate.Name == interfaceName
            && candidate.ContainingNamespace.ToDisplayString() == FieldAttributes.Namespace
            && (argument is null
                ? candidate.TypeArguments.Length == 0
                : candidate.TypeArguments.Length == 1 && SymbolEqualityComparer.Default.Equals(candidate.TypeArguments[0], argument)));

    public static bool Is(ITypeSymbol type, string @namespace, string name) =>
        type.Name == name && type.ContainingNamespace?.ToDisplayString() == @namespace;

    public static int CountAncestors(ITypeSymbol type)
    {
        var count = 0;
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            count++;
        }

        return count;
    }

    /// <summary>The constructor whose parameters are the fields: for a record of another assembly, the one that is not the copying one.</summary>
    public static IMethodSymbol? FieldConstructor(INamedTypeSymbol type) =>
        type.InstanceConstructors
            .Where(constructor => !(constructor.Parameters.Length == 1
                && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type)))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();

    /// <summary>The first sentence of a documentation element, or empty.</summary>
    public static string Sentence(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        var words = string.Join(" ", Text(element).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = words.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? words : words.Substring(0, end + 1);
    }

    public static XElement? Documentation(ISymbol symbol, CancellationToken cancellationToken)
    {
        var xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellationToken);
        if (string.IsNullOrWhiteSpace(xml))
        {
            return null;
        }

        try
        {
            return XElement.Parse(xml);
        }
        catch (System.Xml.XmlException)
        {
            // The compiler itself warns about documentation that is no XML.
            return null;
        }
    }

    static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { HasElements: false, IsEmpty: true } reference => LastPart(
            (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? ""),
        XElement inner => Text(inner),
        _ => "",
    }));

    static string LastPart(string reference)
    {
        var name = reference.Split('(')[0];
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
