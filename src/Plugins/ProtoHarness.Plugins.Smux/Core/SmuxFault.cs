using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>Why a session or a stream failed, as a value.</summary>
/// <param name="Error">The kind.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Cause">The connection's own error, or null.</param>
public sealed record SmuxFault(SmuxError Error, string Message, Exception? Cause = null)
{
    /// <summary>The fault as an exception, a new one each time, because several callers may get it.</summary>
    /// <returns>A <see cref="ProtocolException"/> for what the peer did against the rules, else a <see cref="SmuxException"/>.</returns>
    public Exception ToException() => Error switch
    {
        SmuxError.InvalidProtocol or SmuxError.ConsumedMoreThanSent or SmuxError.InvalidWindow or SmuxError.TooManyStreams =>
            new ProtocolException(Message, Cause),
        _ => new SmuxException(Error, Message, Cause),
    };
}
