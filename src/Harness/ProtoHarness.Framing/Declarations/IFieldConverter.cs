using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>Encodes one field by hand, for <see cref="ConverterAttribute"/>. All members must be pure.</summary>
/// <typeparam name="T">The field's C# type.</typeparam>
public interface IFieldConverter<T>
{
    /// <summary>Reads the field. Must not throw, and must consume nothing unless the answer is complete.</summary>
    /// <param name="input">What follows in the input, up to the limit of the enclosing frame.</param>
    /// <param name="value">The value, when complete.</param>
    /// <returns>Complete with the bytes consumed, need more, or malformed.</returns>
    static abstract FrameReadResult TryRead(in ReadOnlySequence<byte> input, out T value);

    /// <summary>The exact number of bytes that <see cref="Write"/> writes.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Bytes.</returns>
    static abstract int GetEncodedLength(T value);

    /// <summary>Writes the field.</summary>
    /// <param name="value">The value.</param>
    /// <param name="destination">Exactly <see cref="GetEncodedLength"/> bytes.</param>
    static abstract void Write(T value, Span<byte> destination);

    /// <summary>A value for a test, so that laws and fuzzers can fill the field; the same number gives the same value.</summary>
    /// <param name="number">Any number; small numbers should give small values, for shrinking.</param>
    /// <returns>A value that can be written.</returns>
    static abstract T Sample(ulong number);
}
