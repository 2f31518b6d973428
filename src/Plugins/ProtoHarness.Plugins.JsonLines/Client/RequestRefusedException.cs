using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The server refused one request. The connection goes on.</summary>
/// <param name="uid">The request.</param>
/// <param name="reason">A word of <see cref="RefusalReason"/>, or whatever a foreign server says.</param>
public sealed class RequestRefusedException(string uid, string reason) : ProtocolException($"the server refused the request '{uid}': {reason}")
{
    /// <summary>The request.</summary>
    public string Uid { get; } = uid;

    /// <summary>The server's reason.</summary>
    public string Reason { get; } = reason;
}
