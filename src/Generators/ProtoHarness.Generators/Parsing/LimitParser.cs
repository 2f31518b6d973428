using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands <c>[Limit]</c>: bounds of a value, or of a length.</summary>
static class LimitParser
{
    public static void Parse(ParseContext context, FieldDraft field)
    {
        if (field.IsBroken || field.Attributes.Find("Limit") is not { } limit)
        {
            return;
        }

        var hasMin = limit.ConstructorArguments.Length == 2;
        var min = hasMin ? FieldAttributes.Argument(limit, 0, 0L) : 0;
        var max = FieldAttributes.Argument(limit, hasMin ? 1 : 0, 0L);
        var model = field.Model;
        var (least, most) = model.IsNumber ? (model.Min, model.Max) : (0, (decimal)long.MaxValue);
        if (field.Attributes.Has("FixedLength") || field.Attributes.Has("Const"))
        {
            var because = field.Attributes.Has("Const") ? "a constant has one value" : "its length is fixed";
            context.Break(field, Descriptors.Inapplicable, field.At(limit), "Limit", field.Name, because);
        }
        else if (min > max || min < least || max > most)
        {
            context.Break(field, Descriptors.BadLimit, field.At(limit), field.Name, least.ToString(), most.ToString());
        }
        else
        {
            field.Model = model.IsNumber
                ? model with { Min = min, Max = max }
                : model with { MinLength = min, MaxLength = max };
        }
    }
}
