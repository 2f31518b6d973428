using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands <c>[When]</c>.</summary>
static class ConditionLinker
{
    public static void Link(ParseContext context)
    {
        foreach (var field in context.Fields)
        {
            if (!field.IsBroken && field.Attributes.Find("When") is { } when)
            {
                Link(context, field, when);
            }
        }
    }

    static void Link(ParseContext context, FieldDraft field, AttributeData when)
    {
        if (RoleLinker.Resolve(context, field, FieldAttributes.Argument(when, 0, ""), field.At(when, 0)) is not { } decider)
        {
            return;
        }

        var model = decider.Model;
        if (decider.Index >= field.Index)
        {
            context.Break(field, Descriptors.NotBefore, field.At(when, 0), decider.Name, field.Name);
        }
        else if (decider.IsBroken)
        {
            field.IsBroken = true;
        }
        else if (!model.IsNumber || decider.Attributes.Has("When") || model.Role is not (WireRole.Value or WireRole.Tag))
        {
            context.Break(field, Descriptors.BadConditionField, field.At(when, 0), decider.Name, field.Name);
        }
        else
        {
            var bits = Numbers.RawBits(model);
            var mask = Numbers.Mask(unchecked((ulong)FieldAttributes.Named(when, "Mask", -1L)), bits);
            if (!TryEqual(when, model, bits, mask, out var equal) || mask == 0)
            {
                context.Break(field, Descriptors.BadConditionValue, field.At(when, mask == 0 ? "Mask" : "Equal"), decider.Name);
                return;
            }

            field.Model = field.Model with { Condition = new(decider.Index, mask, equal) };
        }
    }

    static bool TryEqual(AttributeData when, FieldModel decider, int bits, ulong mask, out ulong? equal)
    {
        equal = null;
        var given = when.NamedArguments.FirstOrDefault(argument => argument.Key == "Equal");
        if (given.Key is null || given.Value.IsNull)
        {
            return true;
        }

        if (given.Value.Kind == TypedConstantKind.Array || IntegerTypes.ToDecimal(given.Value.Value) is not { } value
            || value < decider.Min || value > decider.Max)
        {
            return false;
        }

        equal = IntegerTypes.Raw(value, bits);

        // Bits outside the mask could never be equal.
        return (equal & ~mask) == 0;
    }
}
