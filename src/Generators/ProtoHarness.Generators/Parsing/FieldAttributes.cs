using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ProtoHarness.Generators.Parsing;

/// <summary>The attributes of one parameter that belong to the library, and where each stands in the source.</summary>
sealed class FieldAttributes
{
    public const string Namespace = "ProtoHarness.Framing";

    readonly List<AttributeData> _all = [];

    public FieldAttributes(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.ContainingNamespace.ToDisplayString() == Namespace)
            {
                _all.Add(attribute);
            }
        }
    }

    /// <param name="name">The name without "Attribute".</param>
    public AttributeData? Find(string name) => _all.FirstOrDefault(attribute => NameOf(attribute) == name);

    public bool Has(string name) => Find(name) is not null;

    public IEnumerable<AttributeData> FindAll(string name) => _all.Where(attribute => NameOf(attribute) == name);

    public static string NameOf(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>The value of a positional argument, or the default when the source is broken there.</summary>
    public static T Argument<T>(AttributeData attribute, int index, T fallback)
    {
        var arguments = attribute.ConstructorArguments;
        return index < arguments.Length && arguments[index] is { Kind: not TypedConstantKind.Array, Value: T value } ? value : fallback;
    }

    public static T Named<T>(AttributeData attribute, string name, T fallback)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Key == name && pair.Value.Kind != TypedConstantKind.Array && pair.Value.Value is T value)
            {
                return value;
            }
        }

        return fallback;
    }

    public static Location LocationOf(AttributeData attribute, Location fallback) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? fallback;

    /// <summary>The expression of a positional argument.</summary>
    public static Location LocationOf(AttributeData attribute, int index, Location fallback)
    {
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments;
        return arguments is { } list && index < list.Count
            ? list[index].Expression.GetLocation()
            : LocationOf(attribute, fallback);
    }

    /// <summary>The expression of a named argument.</summary>
    public static Location LocationOf(AttributeData attribute, string name, Location fallback)
    {
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments;
        var found = arguments?.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return found?.Expression.GetLocation() ?? LocationOf(attribute, fallback);
    }
}
