using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands integers, enums and bools: their width, range and names.</summary>
static class IntegerParser
{
    public static FieldModel? Parse(
        ParseContext context, FieldDraft field, FieldModel model, ITypeSymbol type, string keyword, int bits, bool signed)
    {
        model = model with { Keyword = keyword, TypeBits = bits, IsSigned = signed, IsEnum = type.TypeKind == TypeKind.Enum };
        if (Width(context, field, bits) is not { } wireBits)
        {
            return null;
        }

        if (field.Attributes.Find("VarInt") is { } varInt)
        {
            var zigZag = FieldAttributes.Named(varInt, "ZigZag", false);
            if (zigZag && !signed)
            {
                var because = "zigzag is for signed types";
                context.Break(field, Descriptors.Inapplicable, field.At(varInt, "ZigZag"), "VarInt(ZigZag = true)", field.Name, because);
            }

            model = model with { Kind = WireKind.VarInt, ZigZag = zigZag };
            wireBits = bits;
        }
        else
        {
            model = model with { Kind = WireKind.Integer, WireBits = wireBits };
        }

        model = model with { Min = IntegerTypes.Min(wireBits, signed), Max = IntegerTypes.Max(wireBits, signed) };
        return model.IsEnum ? ParseEnum(field, model, (INamedTypeSymbol)type, wireBits) : model;
    }

    public static FieldModel? ParseBool(ParseContext context, FieldDraft field, FieldModel model)
    {
        foreach (var name in new[] { "VarInt", "Width" })
        {
            if (field.Attributes.Find(name) is { } attribute)
            {
                context.Break(field, Descriptors.Inapplicable, field.At(attribute), name, field.Name, "a bool is one byte, or one bit");
                return null;
            }
        }

        return Width(context, field, 8) is not { } bits ? null : model with
        {
            Kind = WireKind.Integer, Keyword = "byte", TypeBits = 8, IsBool = true, WireBits = bits, Min = 0, Max = 1,
        };
    }

    static int? Width(ParseContext context, FieldDraft field, int typeBits)
    {
        if (field.Attributes.Find("Bits") is { } bits)
        {
            var count = FieldAttributes.Argument(bits, 0, 0);
            if (count < 1 || count > typeBits)
            {
                context.Break(field, Descriptors.BadBits, field.At(bits, 0), field.Name, typeBits.ToString());
                return null;
            }

            return count;
        }

        if (field.Attributes.Find("Width") is { } width)
        {
            var bytes = FieldAttributes.Argument(width, 0, 0);
            if (bytes < 1 || bytes > typeBits / 8)
            {
                context.Break(field, Descriptors.BadWidth, field.At(width, 0), field.Name, (typeBits / 8).ToString());
                return null;
            }

            return bytes * 8;
        }

        return typeBits;
    }

    static FieldModel ParseEnum(FieldDraft field, FieldModel model, INamedTypeSymbol type, int wireBits)
    {
        var names = new List<NamedValueModel>();
        foreach (var member in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (member.HasConstantValue && IntegerTypes.ToDecimal(member.ConstantValue) is { } value
                && value >= model.Min && value <= model.Max)
            {
                names.Add(new(member.Name, IntegerTypes.Raw(value, wireBits)));
            }
        }

        var isClosed = field.Attributes.Has("Closed") || new FieldAttributes(type).Has("Closed");
        return model with { Names = names.ToArray(), IsClosed = isClosed };
    }
}
