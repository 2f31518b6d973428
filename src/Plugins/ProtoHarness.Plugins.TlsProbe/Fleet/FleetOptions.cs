namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>How many targets are probed at once, and how gently.</summary>
sealed record FleetOptions
{
    /// <summary>Targets, and so handshakes, in flight. Setting: <c>--in-flight</c>.</summary>
    public int InFlight { get; init; } = 256;

    /// <summary>New connections a second to one address. Setting: <c>--rate</c>.</summary>
    public double Rate { get; init; } = 50;
}
