using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;

namespace ProtoHarness.Framing.Tests.Laws;

/// <summary>Makes random values of any generated frame through its Create method, guided by the schema.</summary>
static class ValueMaker
{
    const int MaxDepth = 4;

    public static object Make(Type type, Random random, int depth = 0)
    {
        var schema = SchemaOf(type);
        var create = type.GetMethod("Create")!;
        var raws = new Dictionary<string, ulong>();
        var parameters = create.GetParameters();
        var arguments = new object?[parameters.Length];

        // Unions first: conditions may depend on their tags.
        foreach (var union in schema.Fields.Where(field => field.Kind == FieldKind.Union))
        {
            var cases = union.Cases.ToList();
            var one = depth < MaxDepth ? cases[random.Next(cases.Count)] : cases.MinBy(candidate => candidate.Schema().Fields.Count)!;
            raws[union.TagField!] = one.Tag;
            var caseType = type.Assembly.GetTypes().Single(candidate =>
                candidate.Name == one.Schema().Name && candidate.Namespace == type.Namespace);
            arguments[Array.FindIndex(parameters, parameter => parameter.Name == union.Name)] = Make(caseType, random, depth + 1);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            var field = schema.Find(parameters[i].Name!)!;
            if (field.Kind == FieldKind.Union || (field.Condition is { } condition && !condition.Holds(raws[condition.Field])))
            {
                continue;
            }

            var fieldType = Nullable.GetUnderlyingType(parameters[i].ParameterType) ?? parameters[i].ParameterType;
            arguments[i] = MakeField(field, fieldType, random, depth, raws);
        }

        return create.Invoke(null, arguments)!;
    }

    public static FrameSchema SchemaOf(Type type) =>
        (FrameSchema)type.GetProperty("Schema", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)!.GetValue(null)!;

    public static FrameCodec CodecOf(Type type) =>
        (FrameCodec)typeof(FrameCodec).GetMethod("Of")!.MakeGenericMethod(type).Invoke(null, null)!;

    static object MakeField(FieldSchema field, Type type, Random random, int depth, Dictionary<string, ulong> raws)
    {
        switch (field.Kind)
        {
            case FieldKind.Integer or FieldKind.VarInt:
                var value = MakeInteger(field, random);
                raws[field.Name] = Mask((ulong)(value & ulong.MaxValue), field, type);
                return ToType(value, type);
            case FieldKind.Float:
                return type == typeof(Half) ? (object)BitConverter.UInt16BitsToHalf((ushort)random.Next(65536))
                    : type == typeof(float) ? (object)BitConverter.Int32BitsToSingle(random.Next())
                    : BitConverter.Int64BitsToDouble(random.NextInt64());
            case FieldKind.Bytes:
                return ToBytes(MakeBytes(field, random), type);
            case FieldKind.Text:
                return MakeText(field, random);
            case FieldKind.Frame:
                return Make(type, random, depth + 1);
            case FieldKind.Array:
                return MakeArray(field, type, random, depth);
            default:
                return Activator.CreateInstance(type, (ulong)random.NextInt64())!;
        }
    }

    static ulong Mask(ulong raw, FieldSchema field, Type type)
    {
        var number = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        var bits = field.Kind == FieldKind.Integer ? field.BitWidth : System.Runtime.InteropServices.Marshal.SizeOf(number) * 8;
        return bits >= 64 ? raw : raw & ((1UL << bits) - 1);
    }

    static Int128 MakeInteger(FieldSchema field, Random random)
    {
        if (field.IsClosed)
        {
            var raw = field.Names[random.Next(field.Names.Count)].Value;
            return field.IsSigned && field.BitWidth > 0
                ? (long)(raw << (64 - field.BitWidth)) >> (64 - field.BitWidth) : raw;
        }

        var range = field.MaxValue - field.MinValue;
        return random.Next(4) switch
        {
            0 => field.MinValue,
            1 => field.MaxValue,
            2 => field.MinValue + Int128.Min(range, random.Next(4)),
            _ => field.MinValue + (Int128)((UInt128)(ulong)random.NextInt64(long.MinValue, long.MaxValue) % ((UInt128)range + 1)),
        };
    }

    static object ToType(Int128 value, Type type)
    {
        if (type == typeof(bool))
        {
            return value != 0;
        }

        var number = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        object boxed = number == typeof(ulong) ? (ulong)value : Convert.ChangeType((long)value, number);
        return type.IsEnum ? Enum.ToObject(type, boxed) : boxed;
    }

    static int MakeLength(FieldSchema field, Random random) =>
        (int)Math.Min(field.MaxLength, field.MinLength + random.Next(random.Next(10) == 0 ? 200 : 12));

    static byte[] MakeBytes(FieldSchema field, Random random)
    {
        var bytes = new byte[MakeLength(field, random)];
        random.NextBytes(bytes);
        if (field.Extent == Extent.Delimited)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                // Where a delimiter may begin but not end in the value, it does.
                var begins = field.Delimiter.Length > 1 && random.Next(3) == 0 && field.Delimiter.Span[0] != field.Delimiter.Span[1];
                bytes[i] = begins ? field.Delimiter.Span[0] : (byte)random.Next('A', 'Z');
            }
        }

        return bytes;
    }

    static object ToBytes(byte[] bytes, Type type) =>
        type == typeof(byte[]) ? bytes
        : type == typeof(ReadOnlyMemory<byte>) ? new ReadOnlyMemory<byte>(bytes)
        : Segments.Of(bytes, bytes.Length / 2);

    static string MakeText(FieldSchema field, Random random)
    {
        var length = MakeLength(field, random);
        string[] wide = field.Encoding == TextEncoding.Ascii || field.Extent == Extent.Fixed ? ["a", "Z"] : ["a", "é", "€", "😀"];
        var text = "";
        while (true)
        {
            var next = wide[random.Next(wide.Length)];
            if (System.Text.Encoding.UTF8.GetByteCount(text) + System.Text.Encoding.UTF8.GetByteCount(next) > length)
            {
                next = "q";
            }

            if (System.Text.Encoding.UTF8.GetByteCount(text) + 1 > length)
            {
                return text;
            }

            text += next;
        }
    }

    static object MakeArray(FieldSchema field, Type type, Random random, int depth)
    {
        var elementType = type.IsArray ? type.GetElementType()! : type.GenericTypeArguments[0];
        var count = depth >= MaxDepth ? (int)field.MinLength : (int)Math.Min(field.MaxLength, field.MinLength + random.Next(5));
        count = field.Extent == Extent.Fixed ? field.FixedLength : count;
        var array = Array.CreateInstance(elementType, count);
        for (var i = 0; i < count; i++)
        {
            array.SetValue(MakeField(field.Element!, elementType, random, depth, []), i);
        }

        return type.IsArray || type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? array
            : type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) ? Activator.CreateInstance(type, array)!
            : typeof(ImmutableArray).GetMethods().Single(method =>
                    method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(elementType).Invoke(null, [array])!;
    }
}
