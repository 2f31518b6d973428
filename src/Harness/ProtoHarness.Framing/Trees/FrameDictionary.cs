using System.Globalization;

namespace ProtoHarness.Framing;

/// <summary>The words of a schema for a fuzzer that knows nothing of it: constants, named values, tags, delimiters, boundaries of lengths
/// and numbers.</summary>
public static class FrameDictionary
{
    /// <summary>The words of a frame and of all that it nests, no bytes twice.</summary>
    /// <param name="schema">The frame.</param>
    /// <returns>The words, in the order of the declarations.</returns>
    public static IReadOnlyList<FrameDictionaryWord> Of(FrameSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var words = new List<FrameDictionaryWord>();
        var seen = new HashSet<string>();
        foreach (var frame in SchemaSizes.Reachable(schema))
        {
            foreach (var field in frame.Fields)
            {
                var all = Words(frame, field).Concat(field.Element is { } element ? Words(frame, element).Select(Elementwise) : []);
                foreach (var (name, bytes) in all)
                {
                    if (bytes.Length > 0 && seen.Add(Convert.ToHexString(bytes)))
                    {
                        words.Add(new($"{frame.Name}.{field.Name}{name}", bytes));
                    }
                }
            }
        }

        return words;
    }

    static (string Name, byte[] Bytes) Elementwise((string Name, byte[] Bytes) word) => ($"[]{word.Name}", word.Bytes);

    static IEnumerable<(string Name, byte[] Bytes)> Words(FrameSchema frame, FieldSchema field)
    {
        if (!field.Constant.IsEmpty && field.BitGroupBytes == 0)
        {
            yield return ("", field.Constant.ToArray());
        }

        if (!field.Delimiter.IsEmpty)
        {
            yield return (".delimiter", field.Delimiter.ToArray());
        }

        if (field.Extent == Extent.Prefixed)
        {
            foreach (var length in Boundaries(field.MinLength, Math.Min(field.MaxLength, frame.MaxLength)))
            {
                yield return ($".length={length.ToString(CultureInfo.InvariantCulture)}", Prefix(field, (ulong)length));
            }

            yield return (".length=max", Prefix(field, FieldBits.PrefixMax(field.Prefix)));
        }

        if (field.Kind is not (FieldKind.Integer or FieldKind.VarInt) || field.BitGroupBytes > 0
            || field.Role is FieldRole.Constant or FieldRole.Checksum)
        {
            yield break;
        }

        foreach (var named in field.Names)
        {
            yield return ($"={named.Name}", Number(field, FieldBits.Normalize(field, named.Value)));
        }

        foreach (var number in Numbers(frame, field))
        {
            yield return ($"={number.ToString(CultureInfo.InvariantCulture)}", Number(field, FieldBits.Of(field, number)));
        }
    }

    static IEnumerable<Int128> Numbers(FrameSchema frame, FieldSchema field)
    {
        switch (field.Role)
        {
            case FieldRole.Tag:
                return frame.Find(field.Target ?? "")?.Cases
                    .Select(option => FieldBits.Number(field, FieldBits.Normalize(field, option.Tag))) ?? [];
            case FieldRole.Length or FieldRole.Count:
                var target = frame.Find(field.Target ?? "");
                var max = Int128.Min(field.MaxValue, Int128.Min(target?.MaxLength ?? long.MaxValue, frame.MaxLength) + field.Adjust);
                return Boundaries(Int128.Max(field.MinValue, field.Adjust), max).Append(field.MaxValue);
            default:
                return [field.MinValue, field.MinValue - 1, field.MaxValue, field.MaxValue + 1];
        }
    }

    static IEnumerable<Int128> Boundaries(Int128 min, Int128 max) =>
        new[] { 0, min, min - 1, max, max + 1 }.Where(static number => number >= 0 && number <= ulong.MaxValue).Distinct();

    static byte[] Number(FieldSchema field, ulong bits) => field.Kind == FieldKind.VarInt
        ? FieldBits.WriteVarInt(field.ZigZag ? FieldBits.Fold(bits) : bits)
        : FieldBits.Write(bits, field.BitWidth / 8, field.ByteOrder);

    static byte[] Prefix(FieldSchema field, ulong length) => field.Prefix == LengthPrefix.VarInt
        ? FieldBits.WriteVarInt(length)
        : FieldBits.Write(length, FieldBits.PrefixBytes(field.Prefix), field.ByteOrder);
}
