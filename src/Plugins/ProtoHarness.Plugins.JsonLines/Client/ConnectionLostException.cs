namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The connection that a request was, or would have been, on has ended. Every waiter gets one, with the same reason.</summary>
/// <param name="reason">Why it ended.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class ConnectionLostException(string reason, Exception? inner = null) : IOException(reason, inner);
