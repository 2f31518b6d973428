using System.Globalization;

namespace ProtoHarness.Framing;

/// <summary>A reader's own limit on the length of a frame, below the one of the declaration.</summary>
sealed class ReaderLimit
{
    readonly FrameSchema _schema;
    readonly FrameReaderOptions _options;

    internal ReaderLimit(FrameSchema schema, FrameReaderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLength, 1);
        _schema = schema;
        _options = options;
    }

    internal long MaxLength => Math.Min(_options.MaxLength, _schema.MaxLength);

    string Setting => $"{_options.LimitName}={_options.LimitValue ?? _options.MaxLength.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The answer under this limit.</summary>
    /// <param name="answer">The codec's answer.</param>
    /// <param name="available">The bytes that it was given.</param>
    internal FrameReadResult Apply(FrameReadResult answer, long available)
    {
        if (_options.MaxLength >= _schema.MaxLength)
        {
            return answer;
        }

        switch (answer.Status)
        {
            case FrameReadStatus.Malformed:
                return IsAboutLength(answer.Error!)
                    ? FrameReadResult.Malformed(answer.Error! with { Reason = $"{answer.Error!.Reason}; here even {Setting}" }, answer.ErrorOffset)
                    : answer;
            case FrameReadStatus.Complete when answer.Consumed > _options.MaxLength:
                return TooLong($"a frame of {answer.Consumed} bytes");
            case FrameReadStatus.NeedMore when available + Math.Max(1, answer.Missing) > _options.MaxLength:
                return TooLong($"a frame of {available + Math.Max(1, answer.Missing)} bytes or more");
            default:
                return answer;
        }
    }

    FrameReadResult TooLong(string what) =>
        FrameReadResult.Malformed(new FrameError(_schema.Name, "", FrameErrorKind.LimitExceeded, $"{what} is longer than {Setting} allows"), 0);

    // A limit of the declaration that is above this one: who reads the error shall turn the lower one first.
    bool IsAboutLength(FrameError error) =>
        error.Kind == FrameErrorKind.LimitExceeded
        && _schema.Find(error.Field) is { } field
        && (field.Role is FieldRole.Length or FieldRole.Count || field.Extent is not (Extent.Intrinsic or Extent.Fixed));
}
