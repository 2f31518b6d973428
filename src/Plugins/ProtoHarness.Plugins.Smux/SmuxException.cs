namespace ProtoHarness.Plugins.Smux;

/// <summary>A session or a stream cannot go on. A peer's breach of protocol is a <see cref="Framing.ProtocolException"/> instead.</summary>
/// <param name="error">Why.</param>
/// <param name="message">Why, in words, with the setting to turn where there is one.</param>
/// <param name="inner">The connection's own error, or null.</param>
public sealed class SmuxException(SmuxError error, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Why.</summary>
    public SmuxError Error { get; } = error;
}
