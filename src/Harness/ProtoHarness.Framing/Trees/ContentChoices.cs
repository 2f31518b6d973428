using System.Buffers;
using System.Text;

namespace ProtoHarness.Framing;

/// <summary>Bytes and text of a given length, that a reader accepts in the field.</summary>
static class ContentChoices
{
    static readonly Rune[] Odd = [new('é'), new('€'), new(0x1F600), new(0x10FFFF), new('\0'), new(0x7f), new('\n'), new('"'), new('\\'),
        new(' '), new(0xFEFF)];

    /// <summary>The simplest content of a length: zeros, or one letter over and over.</summary>
    internal static byte[] Simplest(FieldSchema field, int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(Filler(field));
        return bytes;
    }

    /// <summary>A random content of a length.</summary>
    internal static byte[] Random(FieldSchema field, int length, Random random)
    {
        var bytes = field.Kind == FieldKind.Text ? RandomText(field, length, random) : RandomBytes(length, random);
        if (field.Extent == Extent.Delimited)
        {
            if (length > 0 && random.Next(4) == 0)
            {
                bytes[random.Next(length)] = field.Delimiter.Span[0];
            }

            if (FrameTreeChecker.EndsEarly(bytes, field.Delimiter.Span)
                || (field.Kind == FieldKind.Text && !TreeReading.IsText(field, bytes)))
            {
                bytes.AsSpan().Replace(field.Delimiter.Span[0], Filler(field));
            }

            // Replacing may have torn a character apart.
            if (field.Kind == FieldKind.Text && !TreeReading.IsText(field, bytes))
            {
                return Simplest(field, length);
            }
        }

        return bytes;
    }

    /// <summary>The byte that simple content is made of; never one of the delimiter.</summary>
    internal static byte Filler(FieldSchema field)
    {
        var filler = field.Kind == FieldKind.Text ? (byte)'a' : (byte)0;
        while (field.Delimiter.Span.Contains(filler))
        {
            filler++;
        }

        return filler;
    }

    static byte[] RandomBytes(int length, Random random)
    {
        var bytes = new byte[length];
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1:
                bytes.AsSpan().Fill(0xFF);
                break;
            case 2:
                for (var i = 0; i < length; i++)
                {
                    bytes[i] = (byte)i;
                }

                break;
            default:
                random.NextBytes(bytes);
                break;
        }

        return bytes;
    }

    static byte[] RandomText(FieldSchema field, int length, Random random)
    {
        var sink = new ArrayBufferWriter<byte>(Math.Max(length, 1));
        Span<byte> encoded = stackalloc byte[4];
        var isPlain = random.Next(2) == 0;
        while (sink.WrittenCount < length)
        {
            var rune = isPlain || random.Next(3) > 0 ? new Rune((char)random.Next(0x20, 0x7f)) : Odd[random.Next(Odd.Length)];
            var count = rune.EncodeToUtf8(encoded);
            if (count > length - sink.WrittenCount || (field.Encoding == TextEncoding.Ascii && count > 1))
            {
                encoded[0] = (byte)random.Next(0x80);
                count = 1;
            }

            sink.Write(encoded[..count]);
        }

        return sink.WrittenSpan.ToArray();
    }
}
