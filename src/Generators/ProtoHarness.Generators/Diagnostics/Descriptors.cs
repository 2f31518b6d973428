using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ProtoHarness.Generators.Diagnostics;

/// <summary>Every diagnostic of the generator. An id is never given to another meaning.</summary>
static class Descriptors
{
    const string Category = "ProtoHarness.Frames";

    public static readonly DiagnosticDescriptor NotPartial = Error("PH0001", "A frame must be partial",
        "'{0}' carries [Frame] and must be declared partial, so that its codec can be added");

    public static readonly DiagnosticDescriptor NotRecord = Error("PH0002", "A frame must be a record",
        "'{0}' carries [Frame] and must be a record or a record struct");

    public static readonly DiagnosticDescriptor Generic = Error("PH0003", "A frame cannot be generic",
        "'{0}' carries [Frame] and cannot have type parameters, nor stand inside a type that has");

    public static readonly DiagnosticDescriptor ContainerNotPartial = Error("PH0004", "A type around a frame must be partial",
        "'{0}' contains the frame '{1}' and must be declared partial");

    public static readonly DiagnosticDescriptor Abstract = Error("PH0005", "A frame cannot be abstract",
        "'{0}' carries [Frame] and cannot be abstract; give [Frame] to the records that derive from it");

    public static readonly DiagnosticDescriptor NoParameters = Error("PH0006", "A frame declares its fields as positional parameters",
        "'{0}' has no parameter list; declare its fields as positional parameters, or write () for a frame without fields");

    public static readonly DiagnosticDescriptor LanguageVersion = Error("PH0007", "Frames need C# 13 or later",
        "The codec of '{0}' needs C# 13 or later; set LangVersion");

    public static readonly DiagnosticDescriptor FrameMaxLength = Error("PH0008", "MaxLength must be sensible",
        "MaxLength must be between 1 and 2^62, and no less than the {0} bytes that the fields of '{1}' always take");

    public static readonly DiagnosticDescriptor UnsupportedType = Error("PH0010", "A field's type is not supported",
        "'{0}' cannot be a field: fields are integers of 8 to 64 bits, enums, bool, floating point, bytes, string, frames, and arrays of such; use [Converter] for the rest");

    public static readonly DiagnosticDescriptor NoExtent = Error("PH0011", "A field does not say where it ends",
        "'{0}' does not say where it ends: add [LengthPrefixed], [FixedLength], [Delimited] or [Remaining], or measure it by an earlier [LengthOf(nameof({0}))]");

    public static readonly DiagnosticDescriptor TwoExtents = Error("PH0012", "A field says twice where it ends",
        "'{0}' already says where it ends; remove this");

    public static readonly DiagnosticDescriptor Inapplicable = Error("PH0013", "An attribute does not apply to this field",
        "[{0}] does not apply to '{1}': {2}");

    public static readonly DiagnosticDescriptor NestedNotFrame = Error("PH0014", "A nested type is not a frame",
        "'{0}' is not a frame: give it [Frame], implement IFrame<{0}>, or use [Converter]");

    public static readonly DiagnosticDescriptor BadWidth = Error("PH0015", "A width does not fit the type",
        "[Width] of '{0}' must be 1 to {1} bytes");

    public static readonly DiagnosticDescriptor BitsNotAligned = Error("PH0016", "A group of bit fields must end on a byte boundary",
        "The bit fields up to '{0}' take {1} bits: a group must end on a byte boundary and have 64 bits at most");

    public static readonly DiagnosticDescriptor BadBits = Error("PH0017", "The width of a bit field does not fit the type",
        "[Bits] of '{0}' must be 1 to {1}");

    public static readonly DiagnosticDescriptor BadLimit = Error("PH0018", "A limit does not fit the field",
        "[Limit] of '{0}' must lie within {1} to {2}, the smaller bound first");

    public static readonly DiagnosticDescriptor BadConstant = Error("PH0019", "A constant does not fit the field",
        "The constant does not fit '{0}': {1}");

    public static readonly DiagnosticDescriptor UnknownField = Error("PH0020", "An attribute names a field that is not there",
        "'{0}' is no field of '{1}'; use nameof");

    public static readonly DiagnosticDescriptor TargetNotAfter = Error("PH0021", "What is measured must stand after its length",
        "'{0}' must stand after '{1}', which measures it");

    public static readonly DiagnosticDescriptor NotBefore = Error("PH0022", "What decides must stand before",
        "'{0}' must stand before '{1}', which depends on it");

    public static readonly DiagnosticDescriptor NotInteger = Error("PH0023", "A length or count must be an integer",
        "'{0}' holds a length or count and must be an integer or an enum-free integer field");

    public static readonly DiagnosticDescriptor CrossingLengths = Error("PH0024", "Two lengths measure overlapping fields",
        "What '{0}' measures overlaps with what '{1}' measures; one must enclose the other");

    public static readonly DiagnosticDescriptor CountOfNotArray = Error("PH0025", "What is counted must be an array",
        "'{0}' is counted and must be an array of elements; use [LengthOf] for bytes and text");

    public static readonly DiagnosticDescriptor LengthCannotHold = Error("PH0026", "A length or count cannot hold what it measures",
        "No value of '{0}' fits what it measures: between {1} and {2} are needed");

    public static readonly DiagnosticDescriptor TwoRoles = Error("PH0027", "A field has two roles",
        "'{0}' can only be one of: constant, length, count, tag, checksum");

    public static readonly DiagnosticDescriptor ConditionNotNullable = Error("PH0030", "A conditional field must be nullable",
        "'{0}' is conditional: its type must be '{1}?', null exactly when it is absent");

    public static readonly DiagnosticDescriptor NullableWithoutCondition = Error("PH0031", "A nullable field needs a condition",
        "'{0}' is nullable: say by [When] when it is there, or remove the '?'");

    public static readonly DiagnosticDescriptor BadConditionField = Error("PH0032", "A condition must be on an integer, enum or bool",
        "'{0}' cannot decide whether '{1}' is there: it must be an unconditional integer, enum or bool that is no length, count or checksum");

    public static readonly DiagnosticDescriptor BadConditionValue = Error("PH0033", "A condition's value does not fit",
        "The value does not fit '{0}'");

    public static readonly DiagnosticDescriptor DerivedConditional = Error("PH0034", "A length, count or tag cannot be conditional",
        "'{0}' decides how later fields are read and cannot be conditional; put both into a nested frame");

    public static readonly DiagnosticDescriptor NoCases = Error("PH0040", "A union has no cases",
        "'{0}' is a union and needs at least one [Case]");

    public static readonly DiagnosticDescriptor CaseWithoutUnion = Error("PH0041", "A case without a union",
        "[Case] only belongs on a field with [Union]");

    public static readonly DiagnosticDescriptor CaseNotAssignable = Error("PH0042", "A case is not of the union's type",
        "'{0}' cannot be held by '{1}'");

    public static readonly DiagnosticDescriptor DuplicateTag = Error("PH0043", "Two cases have the same tag",
        "The tag {0} already has a case");

    public static readonly DiagnosticDescriptor DuplicateCase = Error("PH0044", "Two cases have the same type",
        "'{0}' already has a tag: on writing, the type alone decides which tag is written");

    public static readonly DiagnosticDescriptor BadTag = Error("PH0045", "A tag must be an integer or enum",
        "'{0}' cannot be a tag: it must be an unconditional integer or enum, with no other role");

    public static readonly DiagnosticDescriptor BadTagValue = Error("PH0046", "A tag does not fit its field",
        "The tag does not fit '{0}'");

    public static readonly DiagnosticDescriptor RemainingNotLast = Error("PH0050", "Remaining bytes must be last",
        "'{0}' reaches to the end of what encloses it: nothing may follow '{0}' there");

    public static readonly DiagnosticDescriptor NestedNotDelimited = Error("PH0051", "A nested frame does not say where it ends",
        "'{0}' ends with remaining bytes: the field '{1}' needs [LengthPrefixed], [Remaining] or an earlier [LengthOf]");

    public static readonly DiagnosticDescriptor BadDelimiter = Error("PH0052", "A delimiter must be one to eight ASCII characters",
        "The delimiter of '{0}' must be one to eight ASCII characters");

    public static readonly DiagnosticDescriptor BadFixedLength = Error("PH0053", "A fixed length must be sensible",
        "[FixedLength] of '{0}' must be between 1 and {1}");

    public static readonly DiagnosticDescriptor BadPadding = Error("PH0054", "Padding or alignment must be sensible",
        "{0}");

    public static readonly DiagnosticDescriptor BadChecksumField = Error("PH0060", "A checksum must be a whole integer",
        "'{0}' holds a checksum and must be an unsigned integer of fixed width, no bit field");

    public static readonly DiagnosticDescriptor BadChecksumRange = Error("PH0061", "A checksum covers nothing",
        "The range of '{0}' ends before it starts, or has no field");

    public static readonly DiagnosticDescriptor BadChecksumType = Error("PH0062", "A checksum type must implement IChecksum",
        "'{0}' must be accessible and implement IChecksum");

    public static readonly DiagnosticDescriptor CircularChecksums = Error("PH0063", "Checksums cover each other",
        "'{0}' and '{1}' cover each other, so neither can be computed first");

    public static readonly DiagnosticDescriptor BadConverter = Error("PH0064", "A converter must implement IFieldConverter",
        "'{0}' must be accessible and implement IFieldConverter<{1}>");

    public static readonly DiagnosticDescriptor EndlessNesting = Error("PH0065", "A frame always contains itself",
        "'{0}' always contains another '{1}': put it into an array, a union or a conditional field");

    public static readonly DiagnosticDescriptor Internal = Error("PH0999", "The generator failed",
        "The generator failed on '{0}': {1}. This is a bug of ProtoHarness; please report it with the declaration.");

    static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        NotPartial, NotRecord, Generic, ContainerNotPartial, Abstract, NoParameters, LanguageVersion, FrameMaxLength, UnsupportedType,
        NoExtent, TwoExtents, Inapplicable, NestedNotFrame, BadWidth, BitsNotAligned, BadBits, BadLimit, BadConstant, UnknownField,
        TargetNotAfter, NotBefore, NotInteger, CrossingLengths, CountOfNotArray, LengthCannotHold, TwoRoles, ConditionNotNullable,
        NullableWithoutCondition, BadConditionField, BadConditionValue, DerivedConditional, NoCases, CaseWithoutUnion,
        CaseNotAssignable, DuplicateTag, DuplicateCase, BadTag, BadTagValue, RemainingNotLast, NestedNotDelimited, BadDelimiter,
        BadFixedLength, BadPadding, BadChecksumField, BadChecksumRange, BadChecksumType, CircularChecksums, BadConverter,
        EndlessNesting, Internal,
    }.ToImmutableDictionary(descriptor => descriptor.Id);

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. ById.Values.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static DiagnosticDescriptor Of(string id) => ById[id];

    // Ids and texts stand at the top so that the release table can be checked against them.
    static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
