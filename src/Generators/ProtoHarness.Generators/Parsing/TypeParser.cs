using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands the C# type of a field.</summary>
static class TypeParser
{
    public static void Parse(ParseContext context, FieldDraft field, ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            // The compiler reports it; a second complaint helps nobody.
            field.IsBroken = true;
            return;
        }

        if (TryBytes(type, out var holder))
        {
            field.Model = field.Model with { Kind = WireKind.Bytes, Holder = holder };
        }
        else if (type.SpecialType == SpecialType.System_String)
        {
            var isAscii = field.Attributes.Find("Text") is { } text && FieldAttributes.Argument(text, 0, 0) == 1;
            field.Model = field.Model with { Kind = WireKind.Text, IsAscii = isAscii };
        }
        else if (TryElement(type, out holder, out var elementType))
        {
            ParseArray(context, field, holder, elementType!);
        }
        else if (TryScalar(context, field, field.Model, type) is { } model)
        {
            field.Model = model;
        }
        else if (!field.IsBroken)
        {
            ReportUnsupported(context, field, type);
        }
    }

    /// <summary>An integer, float, enum or frame: what can be a field as well as an element. Null when it is none.</summary>
    public static FieldModel? TryScalar(ParseContext context, FieldDraft field, FieldModel model, ITypeSymbol type)
    {
        var underlying = type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum ? @enum.EnumUnderlyingType! : type;
        if (IntegerTypes.Is(underlying, out var keyword, out var bits, out var signed))
        {
            return IntegerParser.Parse(context, field, model, type, keyword, bits, signed);
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return IntegerParser.ParseBool(context, field, model);
        }

        var floatBits = type.SpecialType switch
        {
            SpecialType.System_Single => 32,
            SpecialType.System_Double => 64,
            _ => Symbols.Is(type, "System", "Half") ? 16 : 0,
        };
        if (floatBits > 0)
        {
            return model with { Kind = WireKind.Float, TypeBits = floatBits, WireBits = floatBits };
        }

        var isGenerated = Symbols.HasFrameAttribute(type);
        if (!isGenerated && !Symbols.ImplementsFrame(type))
        {
            return null;
        }

        field.Undelimited = Delimits.Itself(type) ? null : type.Name;
        return model with { Kind = WireKind.Frame, IsGenerated = isGenerated };
    }

    public static bool TryElement(ITypeSymbol type, out Holder holder, out ITypeSymbol? element)
    {
        (holder, element) = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => (Holder.Array, array.ElementType),
            INamedTypeSymbol { TypeArguments.Length: 1 } generic when Symbols.Is(generic, "System", "ReadOnlyMemory") =>
                (Holder.Memory, generic.TypeArguments[0]),
            INamedTypeSymbol { TypeArguments.Length: 1 } generic
                when Symbols.Is(generic, "System.Collections.Immutable", "ImmutableArray") =>
                (Holder.ImmutableArray, generic.TypeArguments[0]),
            INamedTypeSymbol { TypeArguments.Length: 1 } generic
                when Symbols.Is(generic, "System.Collections.Generic", "IReadOnlyList") =>
                (Holder.ReadOnlyList, generic.TypeArguments[0]),
            _ => (Holder.None, (ITypeSymbol?)null),
        };
        return element is not null;
    }

    static bool TryBytes(ITypeSymbol type, out Holder holder)
    {
        if (TryElement(type, out holder, out var element))
        {
            return element!.SpecialType == SpecialType.System_Byte && holder is (Holder.Array or Holder.Memory);
        }

        holder = type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments }
            && arguments[0].SpecialType == SpecialType.System_Byte
            && Symbols.Is(type, "System.Buffers", "ReadOnlySequence") ? Holder.Sequence : Holder.None;
        return holder == Holder.Sequence;
    }

    static void ParseArray(ParseContext context, FieldDraft field, Holder holder, ITypeSymbol elementType)
    {
        var element = new FieldModel
        {
            Name = "",
            Type = Symbols.FullName(elementType),
            DeclaredType = Symbols.FullName(elementType),
            DisplayType = elementType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            IsValueType = elementType.IsValueType,
            IsLittle = field.Model.IsLittle,
        };
        if (TryScalar(context, field, element, elementType) is { } parsed)
        {
            field.Model = field.Model with { Kind = WireKind.Array, Holder = holder, Element = parsed };
            if (field.Undelimited is { } undelimited)
            {
                context.Break(field, Descriptors.NestedNotDelimited, field.TypeLocation, undelimited, field.Name);
            }
        }
        else if (!field.IsBroken)
        {
            ReportUnsupported(context, field, elementType);
        }
    }

    static void ReportUnsupported(ParseContext context, FieldDraft field, ITypeSymbol type)
    {
        var display = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var couldBeFrame = type is INamedTypeSymbol { IsRecord: true } && type.DeclaringSyntaxReferences.Length > 0;
        context.Break(field, couldBeFrame ? Descriptors.NestedNotFrame : Descriptors.UnsupportedType, field.TypeLocation, display);
    }
}
