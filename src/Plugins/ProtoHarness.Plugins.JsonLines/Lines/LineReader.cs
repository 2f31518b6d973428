using System.Buffers;
using System.IO.Pipelines;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// Reads lines from a pipe. A line that is too long costs no more memory than the limit and does not end the stream: it is skipped, and said so. Lines
/// without anything but white space are left out. All that was buffered stays for the next line, whoever asks for it.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
/// <param name="input">The pipe. It stays the caller's.</param>
/// <param name="maxLine">The longest line, in bytes without its line end. Setting: <c>max-line</c>.</param>
public sealed class LineReader(PipeReader input, int maxLine)
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    ReadOnlySequence<byte> _rest;
    bool _holdsBuffer;
    bool _ended;
    bool _skipping;
    bool _isFirst = true;
    long _searched;

    /// <summary>How many bytes of the stream the lines so far took.</summary>
    public long Position { get; private set; }

    /// <summary>Goes to the next line.</summary>
    /// <param name="cancellationToken">Stops waiting; nothing is lost.</param>
    /// <returns>A line, the news that one was too long, or the end.</returns>
    /// <exception cref="TruncatedFrameException">The stream ends inside a line: its last line feed is missing.</exception>
    public async ValueTask<LineRead> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_holdsBuffer)
            {
                if (TryTake() is { } line)
                {
                    return line;
                }

                if (_ended)
                {
                    return AtEnd();
                }

                Release();
            }

            var result = await input.ReadAsync(cancellationToken);
            if (result.IsCanceled)
            {
                input.AdvanceTo(result.Buffer.Start);
                throw new OperationCanceledException("The pending read of the pipe was cancelled.");
            }

            _rest = result.Buffer;
            _holdsBuffer = true;
            _ended = result.IsCompleted;
        }
    }

    LineRead? TryTake()
    {
        while (true)
        {
            var fresh = _rest.Slice(_searched);
            if (fresh.PositionOf((byte)'\n') is not { } at)
            {
                _searched = _rest.Length;

                // One byte more than the limit may still be the carriage return of a line that fits.
                if (_rest.Length > maxLine + (_isFirst ? ByteOrderMark.Length : 0) + 1)
                {
                    _skipping = true;
                }

                return null;
            }

            var text = _rest.Slice(0, at);
            Position += text.Length + 1;
            _rest = _rest.Slice(_rest.GetPosition(1, at));
            _searched = 0;
            if (_skipping)
            {
                _skipping = false;
                _isFirst = false;
                return new LineRead(LineKind.TooLong, default);
            }

            text = Trim(text);
            if (text.Length > maxLine)
            {
                return new LineRead(LineKind.TooLong, default);
            }

            if (!IsBlank(text))
            {
                return new LineRead(LineKind.Line, text);
            }
        }
    }

    LineRead AtEnd()
    {
        // Said again at every call: the rest is not consumed.
        return _rest.IsEmpty && !_skipping
            ? new LineRead(LineKind.End, default)
            : throw new TruncatedFrameException("a line", _rest.Length, 1, Position);
    }

    void Release()
    {
        _holdsBuffer = false;
        if (_skipping)
        {
            Position += _rest.Length;
            _searched = 0;
            input.AdvanceTo(_rest.End);
        }
        else
        {
            input.AdvanceTo(_rest.Start, _rest.End);
        }

        _rest = default;
    }

    ReadOnlySequence<byte> Trim(ReadOnlySequence<byte> text)
    {
        if (_isFirst)
        {
            _isFirst = false;
            Span<byte> start = stackalloc byte[ByteOrderMark.Length];
            if (text.Length >= start.Length)
            {
                text.Slice(0, start.Length).CopyTo(start);
                text = start.SequenceEqual(ByteOrderMark) ? text.Slice(start.Length) : text;
            }
        }

        return text.Length > 0 && text.Slice(text.Length - 1).FirstSpan[0] == '\r' ? text.Slice(0, text.Length - 1) : text;
    }

    static bool IsBlank(in ReadOnlySequence<byte> text)
    {
        foreach (var segment in text)
        {
            if (segment.Span.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }
}
