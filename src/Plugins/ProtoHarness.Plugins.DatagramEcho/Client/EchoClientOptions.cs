namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>How a client asks, and how long it insists.</summary>
public sealed record EchoClientOptions
{
    /// <summary>How many messages are out at once. Option: <c>window</c>. At most <see cref="EchoServer.Window"/>.</summary>
    public int Window { get; init; } = 4;

    /// <summary>How often a message is sent before the server is taken for gone. Option: <c>tries</c>.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>How long the first answer to a message may take before it is asked again. Option: <c>first-timeout</c>.</summary>
    public TimeSpan FirstTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Each wait is twice the one before, up to this. Option: <c>max-timeout</c>.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
