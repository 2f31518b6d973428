using System.Buffers;

namespace ProtoHarness.Framing;

/// <summary>
/// Says whether it is worth asking a codec again after more bytes came, so that a frame that arrives byte by byte costs
/// time in proportion to its length and not to the square of it.
/// </summary>
sealed class RescanGuard
{
    readonly byte[] _delimiter;
    readonly long _mustFit;

    // How long the rest was when the codec last looked, and how far it has been searched for the delimiter since.
    long _asked;
    long _searched;

    internal RescanGuard(FrameSchema schema, long maxLength)
    {
        // A frame whose last field is ended by a delimiter cannot be complete before the delimiter is there.
        var last = schema.Fields.Count > 0 ? schema.Fields[^1] : null;
        var endsWithDelimiter = last is { Extent: Extent.Delimited, Condition: null, PaddingAfter: 0, AlignAfter: <= 1 };
        _delimiter = endsWithDelimiter ? last!.Delimiter.ToArray() : [];
        _mustFit = endsWithDelimiter ? Math.Min(maxLength, last!.MaxLength) : long.MaxValue;
    }

    internal void Reset() => _asked = 0;

    internal void Remember(long length) => (_asked, _searched) = (length, length);

    /// <param name="rest">All that is there of the frame.</param>
    /// <param name="needed">The bytes that the codec said it needs at least, in total.</param>
    /// <param name="ended">Whether nothing more will come: then the codec has the last word.</param>
    internal bool IsWorthwhile(in ReadOnlySequence<byte> rest, long needed, bool ended)
    {
        if (rest.Length < needed)
        {
            return false;
        }

        // Beyond the limit, or twice as long as last time: ask anyway, so that what is too long is refused in time.
        if (_delimiter.Length == 0 || _asked == 0 || ended || rest.Length > _mustFit || rest.Length >= 2 * _asked)
        {
            return true;
        }

        // The delimiter may have begun in the bytes that were searched already.
        var fresh = rest.Slice(Math.Max(0, _searched - (_delimiter.Length - 1)));
        _searched = rest.Length;
        return new SequenceReader<byte>(fresh).TryReadTo(out ReadOnlySequence<byte> _, _delimiter, advancePastDelimiter: false);
    }
}
