using System.Globalization;
using System.Text;
using ProtoHarness.Generators.Model;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Names and literals as they stand in generated code. All names are complete, so that nothing in the author's code can hide them.</summary>
static class Code
{
    public const string Framing = "global::ProtoHarness.Framing";
    public const string Runtime = Framing + ".Runtime";
    public const string Result = Framing + ".FrameReadResult";
    public const string Reading = Runtime + ".FrameReading";
    public const string Writing = Runtime + ".FrameWriting";
    public const string Error = Framing + ".FrameError";
    public const string Span = "global::System.ReadOnlySpan<byte>";
    public const string Sequence = "global::System.Buffers.ReadOnlySequence<byte>";
    public const string Primitives = "global::System.Buffers.Binary.BinaryPrimitives";
    public const string Hidden =
        "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";
    public const string Inline =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";
    public const string NoInline =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]";

    public static string Encoding(FieldModel field) => $"{Framing}.TextEncoding.{(field.IsAscii ? "Ascii" : "Utf8")}";

    /// <summary>A number as a literal that fits the type without a cast.</summary>
    public static string Number(decimal value, string keyword)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return keyword switch
        {
            "ulong" => digits + "UL",
            "long" => digits + "L",
            "uint" => digits + "U",
            _ => digits,
        };
    }

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Hex(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture) + "UL";

    /// <summary>Constant bytes; the compiler puts them into the image, nothing is allocated.</summary>
    public static string Bytes(IEnumerable<byte> bytes) =>
        $"(({Span})[{string.Join(", ", bytes.Select(one => "0x" + one.ToString("X2", CultureInfo.InvariantCulture)))}])";

    public static byte[] Ascii(string text) => [.. text.Select(letter => (byte)letter)];

    public static string Text(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A part of a span, without a slice where it would be the whole.</summary>
    public static string At(string span, int offset) => offset == 0 ? span : $"{span}.Slice({offset})";
}
