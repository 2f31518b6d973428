using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>
/// Works out the bounds of every length and count from all limits that apply: the field's, the frame's, and what the length field
/// can hold. They are checked when the length is read, before anything is waited for or allocated.
/// </summary>
static class SizeLinker
{
    const long MaxText = 0x3FFFFFDF;
    const long MaxArray = 0x7FFFFFC7;

    public static void Link(ParseContext context, Location maxLengthLocation)
    {
        var fields = context.Fields;
        var total = fields.Sum(field => Sizes.Min(field.Model));
        if (context.MaxLength < 1 || context.MaxLength > Sizes.Unbounded || total > context.MaxLength)
        {
            context.Report(Descriptors.FrameMaxLength, maxLengthLocation, total.ToString(), context.Frame.Name);
            return;
        }

        foreach (var field in fields)
        {
            if (field.Model.Kind is not (WireKind.Integer or WireKind.Float or WireKind.VarInt))
            {
                BoundContent(context, field, total);
            }
        }

        foreach (var field in fields)
        {
            if (field.Model.Role == WireRole.Length)
            {
                BoundLength(context, field, total);
            }
            else if (field.Model.Role == WireRole.Count)
            {
                BoundCount(context, field);
            }
        }
    }

    static void BoundContent(ParseContext context, FieldDraft field, long total)
    {
        var model = field.Model;
        var room = context.MaxLength - (total - Sizes.Min(model)) - Sizes.Overhead(model);
        var holder = model.Kind == WireKind.Text ? MaxText : model.Holder == Holder.Sequence ? Sizes.Unbounded : MaxArray;
        var prefix = model.Extent == WireExtent.Prefixed && model.Prefix < 8 ? (1L << (8 * model.Prefix)) - 1 : Sizes.Unbounded;
        Narrow(field, Math.Min(Math.Min(room, holder), Math.Min(prefix, Sizes.MaxContent(model))));
        if (field.Model.MaxLength < field.Model.MinLength)
        {
            var location = field.Attributes.Find("Limit") is { } limit ? field.At(limit) : field.NameLocation;
            context.Break(field, Descriptors.BadLimit, location, field.Name, "0", field.Model.MaxLength.ToString());
        }
    }

    static void BoundLength(ParseContext context, FieldDraft field, long total)
    {
        var model = field.Model;
        long least, most;
        var models = context.Fields.Select(one => one.Model).ToArray();
        if (Region.IsDirect(models, field.Index))
        {
            var target = models[model.Target];
            least = target.Condition is null ? Sizes.MinContent(target) : 0;
            most = target.MaxBytes;
        }
        else
        {
            var end = model.TargetEnd < 0 ? model.Target : model.TargetEnd;
            var region = models.Skip(model.Target).Take(end - model.Target + 1).ToList();
            var around = models[model.Target].PaddingBefore + models[end].PaddingAfter;
            least = Math.Max(0, region.Sum(Sizes.Min) - around);
            most = Math.Min(context.MaxLength - (total - least), region.Aggregate(0L, (sum, one) => Math.Min(Sizes.Unbounded, sum + Sizes.Max(one))));
        }

        if (Bound(context, field, least + model.Adjust, most + model.Adjust, "LengthOf") && Region.IsDirect(models, field.Index))
        {
            Narrow(context.Fields[model.Target], (long)field.Model.Max - model.Adjust);
        }
    }

    static void BoundCount(ParseContext context, FieldDraft field)
    {
        var target = context.Fields[field.Model.Target];
        var least = target.Model.Condition is null ? target.Model.MinLength : 0;
        if (Bound(context, field, least, target.Model.MaxLength, "CountOf"))
        {
            target.Model = target.Model with { MaxLength = (long)field.Model.Max };
        }
    }

    static bool Bound(ParseContext context, FieldDraft field, long least, long most, string attribute)
    {
        var min = Math.Max(least, field.Model.Min);
        var max = Math.Min(most, field.Model.Max);
        if (min > max)
        {
            var location = field.At(field.Attributes.Find(attribute)!);
            context.Break(field, Descriptors.LengthCannotHold, location, field.Name, least.ToString(), most.ToString());
            return false;
        }

        field.Model = field.Model with { Min = min, Max = max };
        return true;
    }

    static void Narrow(FieldDraft field, long maxBytes)
    {
        var model = field.Model with { MaxBytes = Math.Min(field.Model.MaxBytes, maxBytes) };
        field.Model = model.Kind switch
        {
            WireKind.Bytes or WireKind.Text or WireKind.Custom => model with { MaxLength = Math.Min(model.MaxLength, model.MaxBytes) },
            WireKind.Array => model with
            {
                MaxLength = Math.Min(Math.Min(model.MaxLength, MaxArray), model.MaxBytes / Sizes.MinElement(model)),
            },
            _ => model,
        };
    }
}
