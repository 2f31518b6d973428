using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>What a datagram is (docs/wire/datagram-echo.md, 1.2).</summary>
[Closed]
public enum EchoKind : byte
{
    /// <summary>From a client: send this back.</summary>
    Ask = 1,

    /// <summary>From a server: the same payload under the same number.</summary>
    Answer = 2,
}
