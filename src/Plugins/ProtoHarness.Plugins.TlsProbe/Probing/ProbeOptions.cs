using ProtoHarness.Plugins.TlsProbe.Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>How a target is probed.</summary>
sealed record ProbeOptions
{
    public ProbeDepth Depth { get; init; } = ProbeDepth.Full;

    public ProbeLimits Limits { get; init; } = new();

    public TrustOptions Trust { get; init; } = new();

    /// <summary>Whether a full probe asks the runtime's own TLS for a second opinion. It takes randomness of its own, so no session that is to be repeated may.</summary>
    public bool Confirm { get; init; }

    /// <summary>Application protocols on offer.</summary>
    public IReadOnlyList<string> Alpn { get; init; } = ["h2", "http/1.1"];

    /// <summary>The protocol before TLS; null: TLS at once.</summary>
    public StartTls.StartTlsProtocol? StartTls { get; init; }
}
