using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands one field by itself: its type and the attributes that need no other field.</summary>
static class FieldParser
{
    public static void Parse(ParseContext context, FieldDraft field, XElement? documentation)
    {
        var type = Unwrap(context, field);
        var attributes = field.Attributes;
        field.Model = field.Model with
        {
            Type = Symbols.FullName(type),
            DeclaredType = Symbols.FullNameWithNullable(field.Symbol.Type),
            DisplayType = field.Symbol.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            IsValueType = type.IsValueType,
            IsLittle = attributes.Find("Endian") is { } endian ? FieldAttributes.Argument(endian, 0, 0) == 1 : context.IsLittle,
            Summary = Symbols.Sentence(documentation?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == field.Name)),
        };

        if (attributes.Find("Converter") is { } converter)
        {
            ParseConverter(context, field, type, converter);
        }
        else if (attributes.Has("Union"))
        {
            UnionParser.Parse(context, field, type);
        }
        else
        {
            TypeParser.Parse(context, field, type);
        }

        if (!field.IsBroken)
        {
            Applicability.Check(context, field);
            ExtentParser.Parse(context, field);
            LimitParser.Parse(context, field);
            ConstantParser.Parse(context, field);
            PaddingParser.Parse(context, field);
        }
    }

    /// <summary>Takes the nullability away that only a condition may bring.</summary>
    static ITypeSymbol Unwrap(ParseContext context, FieldDraft field)
    {
        var type = field.Symbol.Type;
        var hasCondition = field.Attributes.Has("When");
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            field.IsNullable = true;
            type = nullable.TypeArguments[0];
        }
        else if (!type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            field.IsNullable = true;
            type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        }

        // A reference from code without nullable annotations may be null without saying so.
        var isOblivious = !type.IsValueType && field.Symbol.Type.NullableAnnotation == NullableAnnotation.None;
        if (hasCondition && !field.IsNullable && !isOblivious)
        {
            var display = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            context.Break(field, Descriptors.ConditionNotNullable, field.TypeLocation, field.Name, display);
        }
        else if (!hasCondition && field.IsNullable)
        {
            context.Break(field, Descriptors.NullableWithoutCondition, field.TypeLocation, field.Name);
        }

        return type;
    }

    static void ParseConverter(ParseContext context, FieldDraft field, ITypeSymbol type, AttributeData attribute)
    {
        var converter = FieldAttributes.Argument<ITypeSymbol?>(attribute, 0, null);
        if (converter is null)
        {
            // The compiler reports what is no type.
            field.IsBroken = true;
            return;
        }

        if (!Symbols.Implements(converter, "IFieldConverter", type) || !context.CanReach(converter))
        {
            var display = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            context.Break(field, Descriptors.BadConverter, field.At(attribute, 0), converter.Name, display);
            return;
        }

        field.Model = field.Model with { Kind = WireKind.Custom, Converter = Symbols.FullName(converter) };
    }
}
