using System.ComponentModel;
using System.Globalization;
using ProtoHarness.Framing.Checksums;

namespace ProtoHarness.Framing.Runtime;

/// <summary>The parts of a schema that hold code. Not for use by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SchemaParts
{
    /// <summary>A converter without its type.</summary>
    /// <typeparam name="T">The field's type.</typeparam>
    /// <typeparam name="TConverter">The converter.</typeparam>
    public static CustomField Custom<T, TConverter>()
        where TConverter : IFieldConverter<T> => new(
            static input => TConverter.TryRead(in input, out _),
            static number =>
            {
                var value = TConverter.Sample(number);
                var bytes = new byte[TConverter.GetEncodedLength(value)];
                TConverter.Write(value, bytes);
                return bytes;
            },
            static input => TConverter.TryRead(in input, out var value).IsComplete
                ? Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""
                : "");

    /// <summary>A well-known checksum.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="from">The first field that is covered.</param>
    /// <param name="to">The last field that is covered.</param>
    public static ChecksumRule Checksum(ChecksumAlgorithm algorithm, string from, string to) => new(
        algorithm.ToString(), (in input) => FrameChecksum.Compute(algorithm, in input), from, to);

    /// <summary>A checksum of the author's own.</summary>
    /// <typeparam name="TChecksum">The algorithm.</typeparam>
    /// <param name="from">The first field that is covered.</param>
    /// <param name="to">The last field that is covered.</param>
    public static ChecksumRule Checksum<TChecksum>(string from, string to)
        where TChecksum : IChecksum => new(typeof(TChecksum).Name, TChecksum.Compute, from, to);
}
