using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Which attribute goes with which kind of field. What would be ignored silently is an error.</summary>
static class Applicability
{
    public static void Check(ParseContext context, FieldDraft field)
    {
        var kind = field.Model.Kind;
        var scalar = field.Model.Element ?? field.Model;
        var isInteger = kind == WireKind.Integer;
        var isNumber = kind is WireKind.Integer or WireKind.VarInt;
        var hasContent = kind is WireKind.Bytes or WireKind.Text or WireKind.Array or WireKind.Frame or WireKind.Union or WireKind.Custom;
        var isBits = field.Attributes.Has("Bits");

        Require("Width", scalar.Kind is WireKind.Integer or WireKind.VarInt, "only integers have a width");
        Refuse("Width", isBits, "[Bits] says the width already");
        Refuse("Width", field.Attributes.Has("VarInt"), "[VarInt] has no fixed width");
        Refuse("VarInt", isBits, "[Bits] says the width already");
        Require("VarInt", scalar.Kind == WireKind.VarInt, "only integers can be of variable width");
        Require("Bits", isInteger, "only integers, enums and bools can be bit fields");
        Refuse("When", isBits, "a bit field cannot be conditional");
        Refuse("Padding", isBits, "a bit field lies inside a byte");
        Refuse("Align", isBits, "a bit field lies inside a byte");
        Require("Text", kind == WireKind.Text, "only a string has an encoding");
        Require("Closed", scalar.IsEnum, "only an enum has names");
        Require("FixedLength", kind is WireKind.Bytes or WireKind.Text or WireKind.Array, "only bytes, text and arrays have a fixed length");
        Require("Delimited", kind is WireKind.Bytes or WireKind.Text, "only bytes and text can end with a delimiter");
        Require("LengthPrefixed", hasContent, "its length is known");
        Require("Remaining", hasContent, "its length is known");
        Require(
            "Limit",
            (isNumber && !field.Model.IsBool) || kind is WireKind.Bytes or WireKind.Text or WireKind.Array or WireKind.Custom,
            "only integers, bytes, text, arrays and converted fields have bounds");
        Require("Const", isNumber || kind is WireKind.Bytes or WireKind.Text, "only integers, bytes and text can be constant");

        foreach (var name in new[] { "LengthOf", "CountOf" })
        {
            if (field.Attributes.Find(name) is { } attribute && (!isNumber || field.Model.IsEnum || field.Model.IsBool))
            {
                context.Break(field, Descriptors.NotInteger, field.TypeLocation, field.Name);
            }
        }

        if (field.Attributes.Find("Checksum") is not null
            && (!isInteger || isBits || field.Model.IsEnum || field.Model.IsBool || field.Model.IsSigned))
        {
            context.Break(field, Descriptors.BadChecksumField, field.TypeLocation, field.Name);
        }

        if (field.Attributes.Find("Case") is { } stray && !field.Attributes.Has("Union"))
        {
            context.Break(field, Descriptors.CaseWithoutUnion, field.At(stray));
        }

        void Require(string name, bool holds, string because) => Refuse(name, !holds, because);

        void Refuse(string name, bool holds, string because)
        {
            if (holds && field.Attributes.Find(name) is { } attribute)
            {
                context.Break(field, Descriptors.Inapplicable, field.At(attribute), name, field.Name, because);
            }
        }
    }
}
