using System.Text;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

/// <summary>
/// Random declarations as source text. Every declaration form comes up, alone and next to every other; the same seed gives the
/// same text.
/// </summary>
sealed class RandomFrames(int seed)
{
    static readonly string[] Types = ["byte", "sbyte", "ushort", "short", "uint", "int", "ulong", "long"];
    static readonly string[] Prefixes = ["U8", "U16", "U24", "U32", "U64", "VarInt"];
    static readonly string[] Delimiters = ["\";\"", "\"\\r\\n\"", "\"\\0\"", "\"--\"", "\"<>#\""];
    static readonly string[] Checksums = ["Crc32", "Crc32C", "Crc16Ccitt", "Adler32", "Fletcher16", "Internet", "Sum8", "Xor8"];

    readonly Random _random = new(seed);
    readonly List<string> _fields = [];
    readonly List<(string Name, string Type, int Bits)> _deciders = [];
    bool _mayAlign;
    bool _remaining;

    public static string Source(int seed, int count)
    {
        var random = new RandomFrames(seed);
        var text = new StringBuilder(Prelude);
        for (var i = 0; i < count; i++)
        {
            text.AppendLine(random.Frame(i));
        }

        return text.ToString();
    }

    string Frame(int number)
    {
        _fields.Clear();
        _deciders.Clear();
        _mayAlign = true;
        _remaining = false;
        for (var i = _random.Next(1, 8); i > 0 && !_remaining; i--)
        {
            AddField();
        }

        if (_fields.Count > 0 && !_remaining && _random.Next(4) == 0)
        {
            AddChecksum();
        }

        var kind = Pick("readonly partial record struct", "partial record struct", "sealed partial record", "partial record class");
        var order = Pick("ByteOrder.BigEndian", "ByteOrder.LittleEndian");
        return $"[Frame({order}, MaxLength = 200000)]\npublic {kind} R{number}(\n    {string.Join(",\n    ", _fields)});\n";
    }

    void AddField()
    {
        switch (_random.Next(18))
        {
            case 0 or 1 or 2:
                AddInteger();
                break;
            case 3:
                Add($"{Around()}{Conditional(out var mark)}{Pick("Half", "float", "double")}{mark}");
                break;
            case 4:
                AddBits();
                break;
            case 5:
                AddConstant();
                break;
            case 6 or 7:
                AddContent(Bytes);
                break;
            case 8 or 9:
                AddContent(Text);
                break;
            case 10 or 11:
                AddArray();
                break;
            case 12:
                Add($"{Around()}{Conditional(out mark)}{Pick("In1", "In2", "In3", "ByHand")}{mark}");
                break;
            case 13:
                AddContent(() => (Pick("In1", "In2", "Loose", "ByHand"), false));
                break;
            case 14:
                AddUnion();
                break;
            case 15:
                AddRun();
                break;
            case 16:
                Add($"{Around()}{Conditional(out mark)}[Converter(typeof(TextConverter))] Hand{mark}");
                break;
            default:
                AddRemaining();
                break;
        }
    }

    void AddInteger()
    {
        var type = Pick(Types);
        var width = Size(type);
        var attributes = Around();
        if (_random.Next(4) == 0 && width > 1)
        {
            width = _random.Next(1, width);
            attributes += $"[Width({width})] ";
        }
        else if (_random.Next(4) == 0)
        {
            attributes += IsSigned(type) && _random.Next(2) == 0 ? "[VarInt(ZigZag = true)] " : "[VarInt] ";
        }

        if (_random.Next(4) == 0)
        {
            attributes += IsSigned(type) ? "[Limit(-17, 90)] " : $"[Limit({_random.Next(2)}, 99)] ";
        }

        switch (_random.Next(5))
        {
            case 0:
                Add($"{Endian()}{Around()}{Conditional(out var mark)}{Pick("Open", "Shut", "Signed")}{mark}", decides: mark.Length == 0 ? "byte" : null);
                break;
            case 1:
                Add($"{Around()}bool", decides: "bool");
                break;
            default:
                var conditional = _random.Next(3) == 0 ? Conditional(out mark) : mark = "";
                Add($"{Endian()}{attributes}{conditional}{type}{mark}", decides: mark.Length == 0 ? type : null, bits: width * 8);
                break;
        }
    }

    void AddBits()
    {
        var left = 8 * _random.Next(1, 5);
        while (left > 0)
        {
            var count = Math.Min(left, _random.Next(1, 17));
            left -= count;
            var type = count == 1 && _random.Next(2) == 0 ? "bool"
                : count <= 8 ? Pick("byte", "sbyte", "uint") : Pick("ushort", "short", "ulong");
            Add($"[Bits({count})] {type}", decides: type == "sbyte" && count == 1 ? null : type, bits: count);
        }
    }

    void AddConstant() => Add(Around() + _random.Next(6) switch
    {
        0 => $"[Const({_random.Next(128)})] {Pick(Types)}",
        1 => $"[Const(-{_random.Next(1, 100)})] {Pick("sbyte", "short", "int", "long")}",
        2 => $"{Conditional(out var mark)}[Const(\"MAGIC\")] string{mark}",
        3 => $"[Const(new byte[] {{ 1, 2, 0xFF }})] {Pick("byte[]", "ReadOnlyMemory<byte>", "ReadOnlySequence<byte>")}",
        4 => $"[Const(300), VarInt] {Pick("ushort", "int", "ulong")}",
        _ => "[Const(0x123456), Width(3)] uint",
    });

    (string Type, bool IsText) Bytes() => (Pick("byte[]", "ReadOnlyMemory<byte>", "ReadOnlySequence<byte>"), true);

    (string Type, bool IsText) Text() => (_random.Next(3) == 0 ? "[Text(TextEncoding.Ascii)] string" : "string", true);

    void AddContent(Func<(string Type, bool IsText)> make)
    {
        var (type, isText) = make();
        var limit = isText && _random.Next(3) == 0 ? $"[Limit({_random.Next(3)}, 40)] " : "";
        switch (_random.Next(isText ? 4 : 2))
        {
            case 0:
                Add($"{Around()}{Conditional(out var mark)}{Endian()}[LengthPrefixed(LengthPrefix.{Pick(Prefixes)})] {limit}{type}{mark}");
                break;
            case 1:
                var (attribute, lengthType) = LengthField();
                var target = _fields.Count + 1;
                Add($"{attribute}[LengthOf(\"F{target}\"{Adjust()})] {lengthType}");
                Add($"{Around()}{Conditional(out mark)}{limit}{type}{mark}");
                break;
            case 2:
                Add($"{Around()}{Conditional(out mark)}[FixedLength({_random.Next(1, 90)})] {type}{mark}");
                break;
            default:
                Add($"{Around()}{Conditional(out mark)}[Delimited({Pick(Delimiters)})] {limit}{type}{mark}");
                break;
        }
    }

    void AddArray()
    {
        var (attribute, element) = _random.Next(8) switch
        {
            0 => ("[VarInt] ", Pick("uint", "int", "ulong", "short")),
            1 => ("[VarInt(ZigZag = true)] ", Pick("int", "long")),
            2 => ("", Pick("In1", "In2", "In3", "ByHand")),
            3 => ("[Width(3)] ", Pick("uint", "int", "long")),
            4 => ("", Pick("Open", "Shut", "Signed", "bool")),
            5 => ("", Pick("Half", "float", "double")),
            _ => ("", Pick("sbyte", "ushort", "short", "uint", "ulong")),
        };
        var type = string.Format(Pick("{0}[]", "ReadOnlyMemory<{0}>", "ImmutableArray<{0}>", "IReadOnlyList<{0}>"), element);
        var limit = _random.Next(3) == 0 ? $"[Limit({_random.Next(2)}, 6)] " : "";
        switch (_random.Next(4))
        {
            case 0:
                var (lengthAttribute, lengthType) = LengthField();
                Add($"{lengthAttribute}[CountOf(\"F{_fields.Count + 1}\")] {lengthType}");
                Add($"{Around()}{Conditional(out var mark)}{attribute}{limit}{type}{mark}");
                break;
            case 1:
                (lengthAttribute, lengthType) = LengthField();
                Add($"{lengthAttribute}[LengthOf(\"F{_fields.Count + 1}\"{Adjust()})] {lengthType}");
                Add($"{Around()}{Conditional(out mark)}{attribute}{limit}{type}{mark}");
                break;
            case 2:
                Add($"{Around()}{Conditional(out mark)}{attribute}[FixedLength({_random.Next(1, 5)})] {type}{mark}");
                break;
            default:
                Add($"{Around()}{Conditional(out mark)}{attribute}{limit}[LengthPrefixed(LengthPrefix.{Pick(Prefixes)})] {type}{mark}");
                break;
        }
    }

    void AddUnion()
    {
        var tag = _fields.Count;
        Add($"{Around()}{Pick("", "[VarInt] ", "[Width(1)] ")}{Pick("Open", "ushort", "uint", "byte")}", decides: null);
        var prefix = _random.Next(2) == 0 ? $"[LengthPrefixed(LengthPrefix.{Pick(Prefixes)})] " : "";
        var loose = prefix.Length > 0 ? ", Case(77, typeof(Loose))" : "";
        Add($"{Around()}{prefix}[Union(\"F{tag}\"), Case(1, typeof(In2)), Case(2, typeof(Nothing)), Case(9, typeof(In3)){loose}] IBody");
    }

    /// <summary>A length over several fields.</summary>
    void AddRun()
    {
        var (attribute, type) = LengthField();
        type = type == "byte" ? "ushort" : type;
        var place = _fields.Count;
        Add("");
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            switch (_random.Next(4))
            {
                case 0:
                    AddInteger();
                    break;
                case 1:
                    AddContent(Text);
                    break;
                case 2:
                    AddConstant();
                    break;
                default:
                    AddArray();
                    break;
            }
        }

        if (_random.Next(2) == 0)
        {
            Add(_random.Next(2) == 0 ? "[Remaining] ReadOnlySequence<byte>" : "byte[]");
        }

        _fields[place] = $"{attribute}[LengthOf(\"F{place + 1}\", To = \"F{_fields.Count - 1}\"{Adjust()})] {type} F{place}";
    }

    void AddRemaining()
    {
        if (_random.Next(3) != 0)
        {
            return;
        }

        _remaining = true;
        Add($"{Conditional(out var mark)}[Remaining] {Pick("byte[]", "ReadOnlySequence<byte>", "string", "In1[]", "ReadOnlyMemory<ushort>", "Loose")}{mark}");
    }

    void AddChecksum()
    {
        var algorithm = _random.Next(5) == 0 ? "typeof(Sum)" : $"ChecksumAlgorithm.{Pick(Checksums)}";
        var own = _random.Next(3) == 0 ? $", To = \"F{_fields.Count}\"" : "";
        Add($"{Around()}{Conditional(out var mark)}[Checksum({algorithm}{own})] {Pick("byte", "ushort", "uint", "ulong", "[Width(3)] uint")}{mark}");
    }

    (string Attribute, string Type) LengthField()
    {
        var type = Pick("byte", "ushort", "uint", "ulong", "int", "short");
        if (_random.Next(4) != 0)
        {
            return (Around() + Endian() + (_random.Next(4) == 0 && Size(type) > 2 ? "[Width(2)] " : ""), type);
        }

        _mayAlign = false;
        return ("[VarInt] ", type);
    }

    string Adjust() => _random.Next(4) == 0 ? $", Adjust = {Pick("4", "1", "-1", "-2")}" : "";

    string Endian() => _random.Next(6) == 0 ? $"[Endian(ByteOrder.{Pick("LittleEndian", "BigEndian")})] " : "";

    string Around() => _random.Next(10) switch
    {
        0 => $"[Padding(Before = {_random.Next(1, 4)}, After = {_random.Next(3)})] ",
        1 when _mayAlign => $"[Align({Pick("2", "4", "8")})] ",
        2 when _mayAlign => "[Align(4, After = true)] ",
        3 when _random.Next(4) == 0 => "[Padding(Before = 40)] ",
        _ => "",
    };

    string Conditional(out string mark)
    {
        mark = "";
        if (_deciders.Count == 0 || _random.Next(3) != 0)
        {
            return "";
        }

        mark = "?";
        var (name, type, bits) = _deciders[_random.Next(_deciders.Count)];
        return (type == "bool" ? _random.Next(3) : _random.Next(2)) switch
        {
            0 => $"[When(\"{name}\")] ",
            2 => $"[When(\"{name}\", Equal = true)] ",
            _ => $"[When(\"{name}\", Mask = {(bits > 1 ? "3" : "1")}, Equal = {(type == "bool" ? "false" : "1")})] ",
        };
    }

    void Add(string text, string? decides = "", int bits = 8)
    {
        var name = $"F{_fields.Count}";
        _fields.Add($"{text} {name}");
        if (decides?.Length > 0)
        {
            _deciders.Add((name, decides, bits));
        }
    }

    string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    static int Size(string type) => type switch { "byte" or "sbyte" => 1, "ushort" or "short" => 2, "uint" or "int" => 4, _ => 8 };

    static bool IsSigned(string type) => type is "sbyte" or "short" or "int" or "long";

    const string Prelude = """
        #nullable enable
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using ProtoHarness.Framing;
        namespace Random;
        public enum Open : byte { A = 1, B = 200 }
        [Closed] public enum Shut : ushort { A = 1, B = 0xFF00 }
        [Closed] public enum Signed : sbyte { A = -1, B = 7 }
        public interface IBody;
        [Frame] public readonly partial record struct In1(short X, [Endian(ByteOrder.LittleEndian)] short Y);
        [Frame(ByteOrder.LittleEndian)] public sealed partial record In2([LengthPrefixed(LengthPrefix.U8)] string A, [VarInt] uint B) : IBody;
        [Frame] public partial record In3(byte V, [LengthPrefixed(LengthPrefix.U16)] In3[] Below) : IBody;
        [Frame] public sealed partial record Nothing() : IBody;
        [Frame] public sealed partial record Loose(byte A, [Remaining] byte[] B) : IBody;
        public readonly record struct ByHand(byte Value) : IFrame<ByHand>
        {
            public static FrameSchema Schema { get; } = new() { Name = "ByHand", Fields = [new() { Name = "Value", Kind = FieldKind.Integer, BitWidth = 8, MaxValue = 255 }] };
            public static ByHand Create(byte Value) => new(Value);
            public static FrameReadResult TryRead(ReadOnlySpan<byte> input, out ByHand frame)
            {
                frame = input.IsEmpty ? default : new(input[0]);
                return input.IsEmpty ? FrameReadResult.NeedMore(1) : FrameReadResult.Complete(1);
            }
            public static FrameReadResult TryRead(ref SequenceReader<byte> input, out ByHand frame)
            {
                var complete = input.TryRead(out var value);
                frame = new(value);
                return complete ? FrameReadResult.Complete(1) : FrameReadResult.NeedMore(1);
            }
            public int GetEncodedLength() => 1;
            public int Write(Span<byte> destination) { destination[0] = Value; return 1; }
            public void Write(IBufferWriter<byte> destination) { destination.GetSpan(1)[0] = Value; destination.Advance(1); }
        }
        public readonly record struct Hand(ulong Number);
                public readonly struct TextConverter : IFieldConverter<Hand>
        {
            public static FrameReadResult TryRead(in ReadOnlySequence<byte> input, out Hand value)
            {
                value = default;
                if (input.IsEmpty) return FrameReadResult.NeedMore(1);
                var reader = new SequenceReader<byte>(input);
                reader.TryRead(out var first);
                int length = 1 + first % 4;
                if (input.Length < length) return FrameReadResult.NeedMore(length - input.Length);
                ulong number = (ulong)(first / 4);
                for (int i = 1; i < length; i++) { reader.TryRead(out var part); number = number << 8 | part; }
                value = new((ulong)(first % 4) << 56 | (ulong)(first / 4) << 48 | number & 0xFFFFFF);
                return FrameReadResult.Complete(length);
            }
            public static int GetEncodedLength(Hand value) => 1 + (int)(value.Number >> 56) % 4;
            public static void Write(Hand value, Span<byte> destination)
            {
                int extra = (int)(value.Number >> 56) % 4;
                destination[0] = (byte)((value.Number >> 48 & 63) * 4 + (ulong)extra);
                for (int i = extra; i > 0; i--) destination[i] = (byte)(value.Number >> 8 * (extra - i));
            }
            public static Hand Sample(ulong number) => new(number % 4 << 56 | number % 64 << 48 | number % 256);
        }
        public readonly struct Sum : IChecksum
        {
            public static ulong Compute(in ReadOnlySequence<byte> bytes)
            {
                ulong sum = 12345;
                foreach (var part in bytes) foreach (var one in part.Span) sum = sum * 31 + one;
                return sum;
            }
        }

        """;
}
