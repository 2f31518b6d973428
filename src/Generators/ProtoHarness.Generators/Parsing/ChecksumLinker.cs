using Microsoft.CodeAnalysis;
using ProtoHarness.Generators.Diagnostics;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Parsing;

/// <summary>Understands <c>[Checksum]</c>.</summary>
static class ChecksumLinker
{
    static readonly string[] Algorithms =
        ["Crc32", "Crc32C", "Crc16Ccitt", "Adler32", "Fletcher16", "Internet", "Sum8", "Xor8"];

    public static void Link(ParseContext context)
    {
        foreach (var field in context.Fields)
        {
            if (!field.IsBroken && field.Attributes.Find("Checksum") is { } checksum)
            {
                Link(context, field, checksum);
            }
        }

        CheckCircles(context);
    }

    static void Link(ParseContext context, FieldDraft field, AttributeData attribute)
    {
        var from = End(context, field, attribute, "From", 0);
        var to = End(context, field, attribute, "To", field.Index - 1);
        if (field.IsBroken)
        {
            return;
        }

        if (to < from || !BitGroupLinker.IsWhole(context, from, to))
        {
            context.Break(field, Descriptors.BadChecksumRange, field.At(attribute), field.Name);
            return;
        }

        var type = FieldAttributes.Argument<ITypeSymbol?>(attribute, 0, null);
        if (type is not null && (!Symbols.Implements(type, "IChecksum", null) || !context.CanReach(type)))
        {
            context.Break(field, Descriptors.BadChecksumType, field.At(attribute, 0), type.Name);
            return;
        }

        var algorithm = FieldAttributes.Argument(attribute, 0, -1);
        if (type is null && (algorithm < 0 || algorithm >= Algorithms.Length))
        {
            field.IsBroken = true;
            return;
        }

        field.Model = field.Model with
        {
            Role = WireRole.Checksum,
            Checksum = new(type is null ? Algorithms[algorithm] : "", type is null ? "" : Symbols.FullName(type), from, to),
        };
    }

    static int End(ParseContext context, FieldDraft field, AttributeData attribute, string name, int fallback) =>
        FieldAttributes.Named<string?>(attribute, name, null) is { } given
            ? RoleLinker.Resolve(context, field, given, field.At(attribute, name))?.Index ?? -1
            : fallback;

    /// <summary>Checksums that cover each other, directly or around a corner, have no order in which they could be computed.</summary>
    static void CheckCircles(ParseContext context)
    {
        var checksums = context.Fields.Where(field => field.Model.Checksum is not null).ToList();
        foreach (var first in checksums)
        {
            foreach (var second in checksums.Where(other => other.Index > first.Index))
            {
                if (Reaches(checksums, first, second, []) && Reaches(checksums, second, first, []))
                {
                    var location = second.At(second.Attributes.Find("Checksum")!);
                    context.Break(second, Descriptors.CircularChecksums, location, first.Name, second.Name);
                }
            }
        }
    }

    static bool Reaches(List<FieldDraft> checksums, FieldDraft from, FieldDraft to, HashSet<int> seen) =>
        seen.Add(from.Index)
        && checksums.Any(next => next != from && Covers(from, next.Index) && (next == to || Reaches(checksums, next, to, seen)));

    static bool Covers(FieldDraft checksum, int field) =>
        checksum.Model.Checksum is { } rule && rule.From <= field && field <= rule.To;
}
