namespace ProtoHarness.Framing;

/// <summary>
/// The answer of reading: complete with the bytes consumed, need more with how many more at least, or malformed with the
/// field, the offset and the reason. Two machine words, so that it is returned in registers.
/// </summary>
public readonly struct FrameReadResult : IEquatable<FrameReadResult>
{
    static readonly object NeedMoreMark = new();

    readonly long _value;
    readonly object? _state;

    FrameReadResult(long value, object? state)
    {
        _value = value;
        _state = state;
    }

    /// <summary>The answer.</summary>
    public FrameReadStatus Status =>
        _state is null ? FrameReadStatus.Complete
        : ReferenceEquals(_state, NeedMoreMark) ? FrameReadStatus.NeedMore
        : FrameReadStatus.Malformed;

    /// <summary>Whether a whole frame was read.</summary>
    public bool IsComplete => _state is null;

    /// <summary>The bytes consumed when complete, else 0.</summary>
    public long Consumed => _state is null ? _value : 0;

    /// <summary>How many more bytes are needed at least, when that is the answer and it is known; else 0.</summary>
    public long Missing => ReferenceEquals(_state, NeedMoreMark) ? _value : 0;

    /// <summary>What is wrong, when malformed; else null.</summary>
    public FrameError? Error => _state as FrameError;

    /// <summary>Where the offending field starts, in bytes from the start of the input, when malformed; else 0.</summary>
    public long ErrorOffset => _state is FrameError ? _value : 0;

    /// <summary>A whole frame was read.</summary>
    /// <param name="consumed">The bytes it took.</param>
    public static FrameReadResult Complete(long consumed) => new(consumed, null);

    /// <summary>The input ends inside the frame.</summary>
    /// <param name="missing">How many more bytes are needed at least; 0 when unknown.</param>
    public static FrameReadResult NeedMore(long missing = 0) => new(missing, NeedMoreMark);

    /// <summary>No continuation of the input is a frame.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="offset">Where the offending field starts, in bytes from the start of the input.</param>
    public static FrameReadResult Malformed(FrameError error, long offset) => new(offset, error);

    /// <summary>The same answer seen from an enclosing frame that starts earlier.</summary>
    /// <param name="bytes">How much earlier.</param>
    public FrameReadResult ShiftError(long bytes) => _state is FrameError ? new(_value + bytes, _state) : this;

    /// <inheritdoc/>
    public bool Equals(FrameReadResult other) => _value == other._value && Equals(_state, other._state);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FrameReadResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, _state);

    /// <summary>Whether two answers are the same.</summary>
    public static bool operator ==(FrameReadResult left, FrameReadResult right) => left.Equals(right);

    /// <summary>Whether two answers differ.</summary>
    public static bool operator !=(FrameReadResult left, FrameReadResult right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Status switch
    {
        FrameReadStatus.Complete => $"complete, {_value} bytes",
        FrameReadStatus.NeedMore => _value > 0 ? $"need {_value} more bytes at least" : "need more",
        _ => $"malformed at byte {_value}: {Error}",
    };
}
