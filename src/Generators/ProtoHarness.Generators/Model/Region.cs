namespace ProtoHarness.Generators.Model;

/// <summary>A run of fields that a length field measures.</summary>
/// <param name="Length">The length field.</param>
/// <param name="From">The first measured field.</param>
/// <param name="To">The last measured field.</param>
readonly record struct Region(int Length, int From, int To)
{
    public bool Contains(int field) => From <= field && field <= To;

    public bool Contains(Region other) => From <= other.From && other.To <= To;

    public bool Overlaps(Region other) => From <= other.To && other.From <= To;

    /// <summary>The regions of a frame. A field that a length alone measures and that has no other end is no region: its length is just its length.</summary>
    public static Region[] Of(IReadOnlyList<FieldModel> fields)
    {
        var regions = new List<Region>();
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (field.Role == WireRole.Length && field.Target >= 0 && !IsDirect(fields, i))
            {
                regions.Add(new(i, field.Target, field.TargetEnd < 0 ? field.Target : field.TargetEnd));
            }
        }

        return [.. regions];
    }

    /// <summary>Whether a length field measures the content of one field and nothing else.</summary>
    public static bool IsDirect(IReadOnlyList<FieldModel> fields, int length) =>
        fields[length] is { Role: WireRole.Length, TargetEnd: < 0, Target: >= 0 } field
        && fields[field.Target] is { Extent: WireExtent.LengthField } target && target.ExtentField == length;
}
