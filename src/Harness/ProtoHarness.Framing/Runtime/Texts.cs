using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace ProtoHarness.Framing.Runtime;

/// <summary>Strict text: what the encoding does not allow is refused, never replaced. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Texts
{
    /// <summary>The longest text in bytes: as many as a string has characters at most.</summary>
    public const int MaxLength = 0x3FFFFFDF;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads text.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="position">Where the text starts.</param>
    /// <param name="count">How many bytes it has; they are there.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="text">The text.</param>
    /// <returns>False when the bytes are no text in this encoding.</returns>
    public static bool TryRead<TSource>(
        TSource source, long position, long count, TextEncoding encoding, [NotNullWhen(true)] out string? text)
        where TSource : struct, IByteSource<TSource>, allows ref struct
    {
        if (source.TryGetSpan(position, count, out var span))
        {
            return TryRead(span, encoding, out text);
        }

        var copy = ArrayPool<byte>.Shared.Rent((int)count);
        source.CopyTo(position, copy.AsSpan(0, (int)count));
        var valid = TryRead(copy.AsSpan(0, (int)count), encoding, out text);
        ArrayPool<byte>.Shared.Return(copy);
        return valid;
    }

    /// <summary>Reads text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="text">The text.</param>
    /// <returns>False when the bytes are no text in this encoding.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, TextEncoding encoding, [NotNullWhen(true)] out string? text)
    {
        var valid = encoding == TextEncoding.Ascii ? Ascii.IsValid(bytes) : Utf8.IsValid(bytes);
        text = valid ? Encoding.UTF8.GetString(bytes) : null;
        return valid;
    }

    /// <summary>Measures text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The encoding.</param>
    /// <returns>Bytes, or -1 when the text cannot be written in this encoding.</returns>
    public static int Measure(string text, TextEncoding encoding)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        // A lone surrogate is the one thing that UTF-16 has and UTF-8 has not.
        return encoding == TextEncoding.Ascii || HasLoneSurrogate(text) ? -1 : Strict.GetByteCount(text);
    }

    /// <summary>Writes text that was measured.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Room for it.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(string text, Span<byte> destination) => Strict.GetBytes(text, destination);

    static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
