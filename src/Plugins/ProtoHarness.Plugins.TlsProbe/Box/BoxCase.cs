using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>One bad server, or a good one, and what a probe must say of it: these codes and no others.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Summary">What is wrong.</param>
/// <param name="Expected">The codes.</param>
sealed record BoxCase(string Name, string Summary, params IReadOnlyList<string> Expected)
{
    /// <summary>The host that is asked for.</summary>
    public string Host { get; init; } = "host.probe.test";

    /// <summary>How the server behaves; null where a script speaks.</summary>
    public Func<BoxPki, BoxProfile>? Profile { get; init; }

    /// <summary>A server that keeps to no protocol.</summary>
    public HostileScript? Script { get; init; }

    /// <summary>Whether it is probed once before, and only the second record counts.</summary>
    public bool IsProbedBefore { get; init; }

    /// <summary>What the probe is told beside the usual.</summary>
    public Func<ProbeOptions, ProbeOptions> Options { get; init; } = options => options;
}
