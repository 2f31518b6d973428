using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands the attributes that say where a field ends.</summary>
static class ExtentParser
{
    static readonly string[] Names = ["FixedLength", "LengthPrefixed", "Delimited", "Remaining"];

    public static void Parse(ParseContext context, FieldDraft field)
    {
        foreach (var name in Names)
        {
            if (field.Attributes.Find(name) is not { } attribute)
            {
                continue;
            }

            if (field.HasOwnExtent)
            {
                context.Break(field, Descriptors.TwoExtents, field.At(attribute), field.Name);
                return;
            }

            field.HasOwnExtent = true;
            field.Model = name switch
            {
                "FixedLength" => Fixed(context, field, attribute),
                "LengthPrefixed" => field.Model with
                {
                    Extent = WireExtent.Prefixed, Prefix = FieldAttributes.Argument(attribute, 0, 4),
                },
                "Delimited" => Delimited(context, field, attribute),
                _ => field.Model with { Extent = WireExtent.Remaining },
            };
        }
    }

    static FieldModel Fixed(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        var length = FieldAttributes.Argument(attribute, 0, 0);
        var most = Math.Min(context.MaxLength, 0x3FFFFFDF);
        if (length < 1 || length > most)
        {
            context.Break(field, Descriptors.BadFixedLength, field.At(attribute, 0), field.Name, most.ToString());
        }

        return field.Model with { Extent = WireExtent.Fixed, FixedLength = length, MinLength = length, MaxLength = length };
    }

    static FieldModel Delimited(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        var delimiter = FieldAttributes.Argument(attribute, 0, "");
        if (delimiter.Length is < 1 or > 8 || delimiter.Any(letter => letter > 127))
        {
            context.Break(field, Descriptors.BadDelimiter, field.At(attribute, 0), field.Name);
        }

        return field.Model with { Extent = WireExtent.Delimited, Delimiter = delimiter };
    }
}
