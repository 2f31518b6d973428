using static ProtoHarness.Framing.Tests.Trees.Fields;

namespace ProtoHarness.Framing.Tests.Trees;

/// <summary>Makes random schemas of every shape that the declarations allow.</summary>
static class RandomSchemas
{
    const int MaxNesting = 2;

    internal static FrameSchema Make(int seed)
    {
        var random = new Random(seed);
        return random.Next(4) == 0 ? Schemas.All[random.Next(Schemas.All.Count)] : Make(random, 0);
    }

    static FrameSchema Make(Random random, int nesting)
    {
        var fields = new List<FieldSchema>();
        var count = random.Next(nesting == 0 ? 1 : 0, 6);
        for (var i = 0; i < count; i++)
        {
            Add(fields, $"F{i}", random, nesting);
        }

        if (nesting == 0 && random.Next(6) == 0)
        {
            fields.Add(Bytes("Rest", Extent.Remaining, 500));
        }
        else if (fields.Count > 0 && random.Next(5) == 0)
        {
            fields.Add(Checksum("Sum", 8 * random.Next(1, 5), fields[0].Name, random.Next(2) == 0 ? "Sum" : fields[^1].Name, Sum));
        }

        return Frame($"Random{nesting}", [.. fields]) with
        {
            MaxLength = random.Next(3) == 0 ? 2000 : 100_000, IsSelfDelimiting = fields.Count == 0 || fields[^1].Extent != Extent.Remaining,
        };
    }

    static void Add(List<FieldSchema> fields, string name, Random random, int nesting)
    {
        var order = random.Next(2) == 0 ? ByteOrder.BigEndian : ByteOrder.LittleEndian;
        switch (random.Next(14))
        {
            case 0:
                fields.Add(Condition(fields, Spaced(UInt(name, 8 * random.Next(1, 9), order), random), random));
                break;
            case 1:
                fields.Add(Condition(fields, SInt(name, 8 * random.Next(1, 9), order), random));
                break;
            case 2:
                var first = random.Next(1, 16);
                fields.Add(Bit(name, first, 2, 16 - first, order));
                fields.Add(Bit($"{name}B", 16 - first, 2, 0, order));
                break;
            case 3:
                fields.Add(Condition(fields, VarInt(name, random.Next(2) == 0), random));
                break;
            case 4:
                fields.Add(Enum(name, 8, random.Next(2) == 0, ("Zero", 0), ("Two", 2), ("Nine", 9)));
                break;
            case 5:
                fields.Add(random.Next(2) == 0 ? Const(name, 16, (ulong)random.Next(65536)) : Magic(name, "MAGIC"));
                break;
            case 6:
                fields.Add(Condition(fields, Spaced(Content(name, random).Prefixed(Prefix(random)) with { ByteOrder = order }, random),
                    random));
                break;
            case 7:
                fields.Add(Content(name, random).Delimited(random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "abab" }));
                break;
            case 8:
                var width = random.Next(3) * 8;
                fields.Add(Length($"{name}Length", width, name, adjust: random.Next(3)) with { ByteOrder = order });
                fields.Add(Content(name, random) with { Extent = Extent.LengthField, ExtentField = $"{name}Length" });
                break;
            case 9:
                fields.Add(Count($"{name}Count", 8, name));
                fields.Add(Array(name, Element(random, nesting), Extent.CountField, random.Next(1, 9), $"{name}Count"));
                break;
            case 10:
                var schema = Inner(random, nesting);
                fields.Add(random.Next(2) == 0
                    ? Nested(name, () => schema)
                    : Nested(name, () => schema, Extent.Prefixed).Prefixed(Prefix(random)));
                break;
            case 11:
                var (left, right) = (Inner(random, nesting), Inner(random, nesting));
                fields.Add(UInt($"{name}Tag", 8, role: FieldRole.Tag) with { Target = name });
                fields.Add(Union(name, $"{name}Tag", (1, () => left), (200, () => right)));
                break;
            case 12:
                // A length over a run of fields, padding and conditional ones among them.
                fields.Add(UInt($"{name}Flag", 8));
                fields.Add(Length($"{name}Run", random.Next(2) * 16, $"{name}A", $"{name}C", random.Next(2)) with { ByteOrder = order });
                fields.Add(Spaced(UInt($"{name}A", 16, order), random));
                fields.Add(Spaced(Content($"{name}B", random).Prefixed(LengthPrefix.U8), random).When($"{name}Flag", 0x81));
                fields.Add(random.Next(3) switch
                {
                    0 => Content($"{name}C", random) with { Extent = Extent.LengthField, ExtentField = $"{name}Run" },
                    1 => Spaced(VarInt($"{name}C"), random).When($"{name}Flag", 0x02),
                    _ => Array($"{name}C", Nested("", () => Schemas.Point), Extent.Remaining),
                });
                break;
            default:
                fields.Add(random.Next(2) == 0 ? Custom(name) : Float(name, 32));
                break;
        }
    }

    static FieldSchema Content(string name, Random random)
    {
        var (min, max) = (random.Next(4) == 0 ? 2 : 0, random.Next(4) == 0 ? 4 : 300);
        return (random.Next(2) == 0 ? Bytes(name, Extent.Fixed) : Text(name, Extent.Fixed)) with
        {
            MinLength = min, MaxLength = max, Encoding = random.Next(2) == 0 ? TextEncoding.Utf8 : TextEncoding.Ascii,
        };
    }

    static FieldSchema Element(Random random, int nesting) => random.Next(4) switch
    {
        0 => UInt("", 16),
        1 => VarInt(""),
        2 => Content("", random).Prefixed(LengthPrefix.U8),
        _ when Inner(random, nesting) is { Fields.Count: > 0 } schema => Nested("", () => schema),
        _ => SInt("", 24),
    };

    static FrameSchema Inner(Random random, int nesting) => nesting < MaxNesting ? Make(random, nesting + 1) : Schemas.Point;

    static LengthPrefix Prefix(Random random)
    {
        var prefixes = System.Enum.GetValues<LengthPrefix>();
        return prefixes[random.Next(prefixes.Length)];
    }

    static FieldSchema Spaced(FieldSchema field, Random random) => random.Next(6) switch
    {
        0 => field with { PaddingBefore = random.Next(4), PaddingAfter = random.Next(3) },
        1 => field with { AlignBefore = 4 },
        2 => field with { AlignAfter = 8 },
        _ => field,
    };

    static FieldSchema Condition(List<FieldSchema> before, FieldSchema field, Random random)
    {
        var deciding = before.FindAll(static each => each is { Kind: FieldKind.Integer, Role: FieldRole.Value, Condition: null });
        return deciding.Count == 0 || random.Next(3) > 0
            ? field
            : random.Next(2) == 0 ? field.When(deciding[^1].Name, 0x5) : field.When(deciding[^1].Name, 0x3, 0x2);
    }
}
