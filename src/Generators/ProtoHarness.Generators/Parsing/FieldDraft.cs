using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>A field while it is being understood: the symbol, the attributes, and the model that grows.</summary>
sealed class FieldDraft(int index, IParameterSymbol symbol)
{
    public int Index { get; } = index;

    public IParameterSymbol Symbol { get; } = symbol;

    public FieldAttributes Attributes { get; } = new(symbol);

    public ParameterSyntax? Syntax { get; } =
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax;

    public FieldModel Model { get; set; } = new() { Name = symbol.Name };

    /// <summary>Whether something is wrong already, so that what follows from it is not reported too.</summary>
    public bool IsBroken { get; set; }

    public bool IsNullable { get; set; }

    /// <summary>Whether an attribute on the field itself says where it ends.</summary>
    public bool HasOwnExtent { get; set; }

    /// <summary>Whether a nested frame, or a case, does not say itself where it ends; then its name.</summary>
    public string? Undelimited { get; set; }

    public string Name => Symbol.Name;

    public Location NameLocation => Syntax?.Identifier.GetLocation() ?? Symbol.Locations[0];

    public Location TypeLocation => Syntax?.Type?.GetLocation() ?? NameLocation;

    public Location At(AttributeData attribute) => FieldAttributes.LocationOf(attribute, NameLocation);

    public Location At(AttributeData attribute, int argument) => FieldAttributes.LocationOf(attribute, argument, NameLocation);

    public Location At(AttributeData attribute, string argument) => FieldAttributes.LocationOf(attribute, argument, NameLocation);
}
