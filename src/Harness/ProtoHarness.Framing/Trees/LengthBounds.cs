namespace ProtoHarness.Framing;

/// <summary>The lengths that a field can have, in bytes, or elements for an array: by its own limit and by what measures it.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
readonly record struct LengthBounds(long Min, long Max)
{
    internal static LengthBounds Of(FrameSchema frame, FieldSchema field)
    {
        if (field.Role == FieldRole.Constant)
        {
            return new(field.Constant.Length, field.Constant.Length);
        }

        if (field.Extent == Extent.Fixed)
        {
            return new(field.FixedLength, field.FixedLength);
        }

        var (min, max) = (field.MinLength, Math.Min(field.MaxLength, Math.Max(frame.MaxLength, 0)));
        if (field.Extent == Extent.Prefixed && field.Kind != FieldKind.Array)
        {
            max = (long)Math.Min((ulong)max, FieldBits.PrefixMax(field.Prefix));
        }

        var isCounted = field.Extent == Extent.CountField;
        var isMeasured = field.Extent == Extent.LengthField && field.Kind is FieldKind.Bytes or FieldKind.Text;
        if ((isCounted || isMeasured) && field.ExtentField is { } name && frame.Find(name) is { } extent && extent.Target == field.Name
            && (extent.TargetEnd is null || extent.TargetEnd == field.Name))
        {
            var adjust = isCounted ? 0 : extent.Adjust;
            min = (long)Int128.Max(min, extent.MinValue - adjust);
            max = (long)Int128.Min(max, extent.MaxValue - adjust);
        }

        return new(min, Math.Max(min, max));
    }
}
