using ProtoHarness.Plugins.TlsProbe.Handshakes;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>The budgets of one target: each is its own, so that a slow connect takes nothing from a handshake.</summary>
sealed record ProbeLimits
{
    /// <summary>One connection. Setting: <c>--connect-timeout</c>.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One handshake, STARTTLS included. Setting: <c>--handshake-timeout</c>.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>All of one target. Setting: <c>--target-timeout</c>.</summary>
    public TimeSpan Target { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a refused connection is tried again. Setting: <c>--retries</c>.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Before the first retry; twice as long before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What one handshake takes.</summary>
    public HandshakeLimits PerHandshake { get; init; } = new();
}
