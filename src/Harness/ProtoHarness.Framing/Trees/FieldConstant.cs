namespace ProtoHarness.Framing;

/// <summary>A constant integer's value, out of its bytes on the wire.</summary>
static class FieldConstant
{
    internal static ulong Bits(FieldSchema field)
    {
        var bytes = field.Constant.Span;
        if (field.Kind != FieldKind.VarInt)
        {
            return FieldBits.Normalize(field, FieldBits.Read(bytes.Length > 8 ? bytes[..8] : bytes, field.ByteOrder));
        }

        var raw = 0UL;
        for (var i = 0; i < bytes.Length && i < FieldBits.MaxVarIntBytes; i++)
        {
            raw |= (ulong)(bytes[i] & 0x7f) << (7 * i);
        }

        return field.ZigZag ? FieldBits.Unfold(raw) : raw;
    }
}
