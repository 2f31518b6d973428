using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Finds out where every field ends, and that what lengths measure is properly nested.</summary>
static class RegionLinker
{
    public static void Link(ParseContext context)
    {
        LinkMeasured(context);
        var fields = context.Fields;
        var regions = Region.Of([.. fields.Select(field => field.Model)]);
        for (var i = 0; i < regions.Length; i++)
        {
            CheckNesting(context, regions, i);
        }

        foreach (var field in fields)
        {
            if (field.IsBroken)
            {
                continue;
            }

            var model = field.Model;
            if (model.Extent == WireExtent.Intrinsic && model.Kind is (WireKind.Bytes or WireKind.Text or WireKind.Array))
            {
                context.Break(field, Descriptors.NoExtent, field.NameLocation, field.Name);
            }
            else if (model.Extent == WireExtent.Intrinsic && field.Undelimited is { } undelimited)
            {
                context.Break(field, Descriptors.NestedNotDelimited, field.NameLocation, undelimited, field.Name);
            }
            else if (model.Extent == WireExtent.Remaining)
            {
                CheckLast(context, regions, field);
            }
        }
    }

    /// <summary>A field without an end of its own ends where the length that measures it, or the run that it closes, says.</summary>
    static void LinkMeasured(ParseContext context)
    {
        foreach (var length in context.Fields.Where(field => field.Model.Role == WireRole.Length && !field.IsBroken))
        {
            var model = length.Model;
            var last = context.Fields[model.TargetEnd < 0 ? model.Target : model.TargetEnd];
            if (!BitGroupLinker.IsWhole(context, model.Target, last.Index))
            {
                var because = "what is measured starts and ends on a byte boundary";
                context.Break(length, Descriptors.Inapplicable, length.At(length.Attributes.Find("LengthOf")!), "LengthOf", length.Name, because);
                continue;
            }

            var isRun = model.TargetEnd >= 0;
            var needsEnd = last.Model.Kind is WireKind.Bytes or WireKind.Text or WireKind.Array
                || last.Undelimited is not null
                || (!isRun && last.Model.Kind is WireKind.Frame or WireKind.Union or WireKind.Custom);
            if (needsEnd && last.Model.Extent == WireExtent.Intrinsic && !last.HasOwnExtent)
            {
                last.Model = last.Model with { Extent = WireExtent.LengthField, ExtentField = length.Index };
            }
        }
    }

    static void CheckNesting(ParseContext context, Region[] regions, int index)
    {
        var region = regions[index];
        var field = context.Fields[region.Length];
        for (var i = 0; i < index; i++)
        {
            var other = regions[i];
            var isNested = region.Contains(other) != other.Contains(region);
            if (region.Overlaps(other) && !isNested)
            {
                var location = field.At(field.Attributes.Find("LengthOf")!);
                context.Break(field, Descriptors.CrossingLengths, location, field.Name, context.Fields[other.Length].Name);
            }
        }
    }

    static void CheckLast(ParseContext context, Region[] regions, FieldDraft field)
    {
        var inner = regions.Where(region => region.Contains(field.Index)).OrderBy(region => region.To - region.From).ToList();
        var last = inner.Count > 0 ? inner[0].To : context.Fields.Count - 1;
        var model = field.Model;
        if (field.Index != last || model.PaddingAfter > 0 || model.AlignAfter > 1)
        {
            context.Break(field, Descriptors.RemainingNotLast, field.At(field.Attributes.Find("Remaining")!), field.Name);
        }
    }
}
