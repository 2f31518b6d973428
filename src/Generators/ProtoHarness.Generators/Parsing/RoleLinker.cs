using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Finds the fields that attributes name, and gives lengths, counts, tags and checksums their role.</summary>
static class RoleLinker
{
    static readonly string[] Roles = ["Const", "LengthOf", "CountOf", "Checksum"];

    public static void Link(ParseContext context)
    {
        foreach (var field in context.Fields)
        {
            var roles = Roles.Where(field.Attributes.Has).ToList();
            if (roles.Count > 1)
            {
                context.Break(field, Descriptors.TwoRoles, field.At(field.Attributes.Find(roles[1])!), field.Name);
            }
            else if (field.Attributes.Find("LengthOf") is { } length)
            {
                LinkLength(context, field, length);
            }
            else if (field.Attributes.Find("CountOf") is { } count)
            {
                LinkCount(context, field, count);
            }

            if (field.Attributes.Find("Union") is { } union)
            {
                LinkTag(context, field, union);
            }
        }
    }

    /// <summary>The field that a string argument names, or null when that was reported.</summary>
    public static FieldDraft? Resolve(ParseContext context, FieldDraft field, string name, Location location)
    {
        var found = context.Fields.FirstOrDefault(candidate => candidate.Name == name);
        if (found is null)
        {
            context.Break(field, Descriptors.UnknownField, location, name, context.Frame.Name);
        }

        return found;
    }

    static void LinkLength(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        if (Resolve(context, field, FieldAttributes.Argument(attribute, 0, ""), field.At(attribute, 0)) is not { } target)
        {
            return;
        }

        var end = target;
        if (FieldAttributes.Named<string?>(attribute, "To", null) is { } to)
        {
            if (Resolve(context, field, to, field.At(attribute, "To")) is not { } resolved)
            {
                return;
            }

            end = resolved;
        }

        if (target.Index <= field.Index)
        {
            context.Break(field, Descriptors.TargetNotAfter, field.At(attribute, 0), target.Name, field.Name);
        }
        else if (end.Index < target.Index)
        {
            context.Break(field, Descriptors.TargetNotAfter, field.At(attribute, "To"), end.Name, target.Name);
        }
        else if (RefuseConditional(context, field))
        {
            field.Model = field.Model with
            {
                Role = WireRole.Length,
                Target = target.Index,
                TargetEnd = end == target ? -1 : end.Index,
                Adjust = FieldAttributes.Named(attribute, "Adjust", 0),
            };
        }
    }

    static void LinkCount(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        if (Resolve(context, field, FieldAttributes.Argument(attribute, 0, ""), field.At(attribute, 0)) is not { } target)
        {
            return;
        }

        if (target.Index <= field.Index)
        {
            context.Break(field, Descriptors.TargetNotAfter, field.At(attribute, 0), target.Name, field.Name);
        }
        else if (target.IsBroken)
        {
            field.IsBroken = true;
        }
        else if (target.Model.Kind != WireKind.Array)
        {
            context.Break(field, Descriptors.CountOfNotArray, field.At(attribute, 0), target.Name);
        }
        else if (target.HasOwnExtent)
        {
            context.Break(field, Descriptors.TwoExtents, field.At(attribute), target.Name);
        }
        else if (RefuseConditional(context, field))
        {
            field.Model = field.Model with { Role = WireRole.Count, Target = target.Index };
            target.HasOwnExtent = true;
            target.Model = target.Model with { Extent = WireExtent.CountField, ExtentField = field.Index };
        }
    }

    static void LinkTag(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        if (Resolve(context, field, FieldAttributes.Argument(attribute, 0, ""), field.At(attribute, 0)) is not { } tag)
        {
            return;
        }

        if (field.Attributes.Find("When") is { } when)
        {
            var because = "its tag must always have a case; make the absent case a frame without fields";
            context.Break(field, Descriptors.Inapplicable, field.At(when), "When", field.Name, because);
        }
        else if (tag.Index >= field.Index)
        {
            context.Break(field, Descriptors.NotBefore, field.At(attribute, 0), tag.Name, field.Name);
        }
        else if (tag.IsBroken || field.IsBroken)
        {
            field.IsBroken = true;
        }
        else if (!tag.Model.IsNumber || tag.Model.IsBool || tag.Model.Role != WireRole.Value
            || tag.Attributes.Has("When") || Roles.Any(tag.Attributes.Has))
        {
            context.Break(field, Descriptors.BadTag, field.At(attribute, 0), tag.Name);
        }
        else
        {
            LinkCases(context, field, tag);
        }
    }

    static void LinkCases(ParseContext context, FieldDraft field, FieldDraft tag)
    {
        foreach (var one in field.Attributes.FindAll("Case"))
        {
            if (IntegerTypes.ToDecimal(one.ConstructorArguments[0].Value) is not { } value
                || value < tag.Model.Min || value > tag.Model.Max)
            {
                context.Break(field, Descriptors.BadTagValue, field.At(one, 0), tag.Name);
                return;
            }
        }

        tag.Model = tag.Model with { Role = WireRole.Tag, Target = field.Index };
        var bits = Numbers.RawBits(tag.Model);
        field.Model = field.Model with
        {
            TagField = tag.Index,
            Cases = field.Model.Cases.Select(one => one with { Raw = Numbers.Mask(one.Raw, bits) }).ToArray(),
        };
    }

    static bool RefuseConditional(ParseContext context, FieldDraft field)
    {
        if (field.Attributes.Find("When") is { } when)
        {
            context.Break(field, Descriptors.DerivedConditional, field.At(when), field.Name);
        }

        return !field.IsBroken;
    }
}
