namespace ProtoHarness.Generators.Model;

/// <summary>Raw bits: how integers of all types are compared in schemas, conditions and cases.</summary>
static class Numbers
{
    /// <summary>How many bits of a field count as its raw bits.</summary>
    public static int RawBits(FieldModel field) => field.Kind == WireKind.VarInt ? field.TypeBits : field.WireBits;

    public static ulong Mask(ulong raw, int bits) => bits >= 64 ? raw : raw & ((1UL << bits) - 1);

    /// <summary>The value that raw bits stand for.</summary>
    public static decimal FromRaw(ulong raw, int bits, bool signed)
    {
        var value = Mask(raw, bits);
        return signed && (value >> (bits - 1)) != 0
            ? unchecked((long)(bits >= 64 ? value : value | ~((1UL << bits) - 1)))
            : value;
    }
}
