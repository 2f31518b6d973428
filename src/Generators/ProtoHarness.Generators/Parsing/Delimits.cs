using Microsoft.CodeAnalysis;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Whether a frame says itself where it ends, told from its declaration alone, in this assembly or another.</summary>
static class Delimits
{
    public static bool Itself(ITypeSymbol type) => Itself(type, []);

    static bool Itself(ITypeSymbol type, List<ITypeSymbol> above)
    {
        // A frame inside itself adds nothing that its other end would not say; one written by hand is taken at its word.
        if (above.Contains(type, SymbolEqualityComparer.Default) || !Symbols.HasFrameAttribute(type)
            || type is not INamedTypeSymbol frame || Symbols.FieldConstructor(frame) is not { Parameters.Length: > 0 } constructor)
        {
            return true;
        }

        var last = constructor.Parameters[constructor.Parameters.Length - 1];
        foreach (var parameter in constructor.Parameters)
        {
            if (new FieldAttributes(parameter).Find("LengthOf") is { } length
                && FieldAttributes.Named(length, "To", FieldAttributes.Argument(length, 0, "")) == last.Name)
            {
                return true;
            }
        }

        var attributes = new FieldAttributes(last);
        if (attributes.Has("Remaining"))
        {
            return false;
        }

        if (attributes.Has("LengthPrefixed") || attributes.Has("FixedLength"))
        {
            return true;
        }

        above.Add(type);
        var self = attributes.FindAll("Case")
            .Select(one => FieldAttributes.Argument<ITypeSymbol?>(one, 1, null))
            .Append(last.Type)
            .All(inner => inner is null || Itself(inner, above));
        above.Remove(type);
        return self;
    }
}
