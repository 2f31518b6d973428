using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands padding and alignment.</summary>
static class PaddingParser
{
    const int MaxPadding = 4096;

    public static void Parse(ParseContext context, FieldDraft field)
    {
        if (field.Attributes.Find("Padding") is { } padding)
        {
            var before = FieldAttributes.Named(padding, "Before", 0);
            var after = FieldAttributes.Named(padding, "After", 0);
            if (before is < 0 or > MaxPadding || after is < 0 or > MaxPadding || before + after == 0)
            {
                var because = $"[Padding] of '{field.Name}' must be 1 to {MaxPadding} bytes, Before or After";
                context.Break(field, Descriptors.BadPadding, field.At(padding), because);
            }

            field.Model = field.Model with { PaddingBefore = before, PaddingAfter = after };
        }

        if (field.Attributes.Find("Align") is { } align)
        {
            var bytes = FieldAttributes.Argument(align, 0, 0);
            if (bytes is not (2 or 4 or 8 or 16))
            {
                context.Break(field, Descriptors.BadPadding, field.At(align, 0), $"[Align] of '{field.Name}' must be 2, 4, 8 or 16");
            }

            field.Model = FieldAttributes.Named(align, "After", false)
                ? field.Model with { AlignAfter = bytes }
                : field.Model with { AlignBefore = bytes };
        }
    }

    /// <summary>Alignment behind a length of variable width would have to be known before the length's own width.</summary>
    public static void CheckOrder(ParseContext context)
    {
        var hasVariableLength = false;
        foreach (var field in context.Fields)
        {
            if (hasVariableLength && field.Attributes.Find("Align") is { } align)
            {
                var because = $"[Align] of '{field.Name}' cannot stand behind a length or count with [VarInt]";
                context.Break(field, Descriptors.BadPadding, field.At(align), because);
            }

            hasVariableLength |= field.Model is { Kind: WireKind.VarInt, Role: WireRole.Length or WireRole.Count };
        }
    }
}
