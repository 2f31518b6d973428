using System.Text;
using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands <c>[Const]</c> and works out the bytes that stand on the wire.</summary>
static class ConstantParser
{
    public static void Parse(ParseContext context, FieldDraft field)
    {
        if (field.IsBroken || field.Attributes.Find("Const") is not { } attribute || attribute.ConstructorArguments.Length != 1)
        {
            return;
        }

        var argument = attribute.ConstructorArguments[0];
        var model = field.Model;
        if (model.IsNumber)
        {
            if (argument.Kind == TypedConstantKind.Array || argument.Value is not long value)
            {
                context.Break(field, Descriptors.BadConstant, field.At(attribute, 0), field.Name, "it must be an integer");
                return;
            }

            Number(context, field, attribute, value);
            return;
        }

        var bytes = argument.Kind == TypedConstantKind.Array
            ? argument.IsNull ? null : argument.Values.Select(one => (byte)one.Value!).ToArray()
            : argument.Value is string text && text.All(letter => letter < 128) ? Encoding.ASCII.GetBytes(text) : null;
        var isText = argument.Kind != TypedConstantKind.Array;
        if (bytes is not { Length: > 0 and <= 128 } || (model.Kind == WireKind.Text && !isText))
        {
            var because = model.Kind == WireKind.Text ? "it must be 1 to 128 ASCII characters" : "it must be 1 to 128 bytes";
            context.Break(field, Descriptors.BadConstant, field.At(attribute, 0), field.Name, because);
            return;
        }

        if (field.HasOwnExtent)
        {
            context.Break(field, Descriptors.TwoExtents, field.At(attribute), field.Name);
            return;
        }

        field.HasOwnExtent = true;
        field.Model = model with
        {
            Role = WireRole.Constant, Constant = bytes, Extent = WireExtent.Fixed, FixedLength = bytes.Length,
            MinLength = bytes.Length, MaxLength = bytes.Length,
        };
    }

    static void Number(ParseContext context, FieldDraft field, AttributeData attribute, long value)
    {
        var model = field.Model;

        // The attribute takes a long: the upper half of ulong can only be written as a negative number.
        decimal constant = model is { TypeBits: 64, IsSigned: false } && value < 0 ? unchecked((ulong)value) : value;
        if (constant < model.Min || constant > model.Max)
        {
            context.Break(field, Descriptors.BadConstant, field.At(attribute, 0), field.Name, $"it must lie within {model.Min} to {model.Max}");
            return;
        }

        field.Model = model with
        {
            Role = WireRole.Constant, ConstantValue = constant, Constant = Encode(model, constant), Min = constant, Max = constant,
        };
    }

    static byte[] Encode(FieldModel model, decimal constant)
    {
        if (model.Kind == WireKind.VarInt)
        {
            var raw = model.ZigZag
                ? unchecked((ulong)(((long)constant << 1) ^ ((long)constant >> 63)))
                : IntegerTypes.Raw(constant, 64);
            var bytes = new List<byte>();
            for (; raw >= 0x80; raw >>= 7)
            {
                bytes.Add((byte)(raw | 0x80));
            }

            bytes.Add((byte)raw);
            return [.. bytes];
        }

        // A bit field has no bytes of its own; its constant is given as an integer that is as wide as its bits need.
        var fixedRaw = IntegerTypes.Raw(constant, model.WireBits);
        var width = (model.WireBits + 7) / 8;
        var result = new byte[width];
        for (var i = 0; i < width; i++)
        {
            result[model.IsLittle ? i : width - 1 - i] = (byte)(fixedRaw >> (8 * i));
        }

        return result;
    }
}
