using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The plugin's options.</summary>
public static class JsonLinesSettings
{
    /// <summary>The longest line.</summary>
    public static readonly Parameter<long> MaxLine = Parameter.Size(
        "max-line", "the longest line, without its line feed", 128 * 1024, min: 256, max: JsonLine.MaxText);

    /// <summary>How many requests of one connection are worked on at once.</summary>
    public static readonly Parameter<int> Concurrency = Parameter.Int(
        "concurrency", "the requests of one connection that the server works on at once", 16, min: 1, max: 4096, samples: [1]);

    /// <summary>How many bad lines a connection may send.</summary>
    public static readonly Parameter<int> MaxBadLines = Parameter.Int("max-bad-lines", "the lines that the server refuses before it ends the connection", 64);

    /// <summary>How long the echo service works on a request.</summary>
    public static readonly Parameter<TimeSpan> Work = Parameter.Duration(
        "work", "the echo service works up to so long on a request, by the seed", TimeSpan.FromMilliseconds(2));

    /// <summary>TCP keep-alive.</summary>
    public static readonly Parameter<bool> KeepAlive = Parameter.Flag("keep-alive", "whether an idle connection is probed (tcp)");

    /// <summary>Keep-alive: idle time.</summary>
    public static readonly Parameter<TimeSpan> KeepAliveIdle = Parameter.Duration(
        "keep-alive-idle", "how long a connection is idle before the first probe (tcp)", TimeSpan.FromSeconds(60));

    /// <summary>Keep-alive: interval.</summary>
    public static readonly Parameter<TimeSpan> KeepAliveInterval = Parameter.Duration(
        "keep-alive-interval", "how long between two probes (tcp)", TimeSpan.FromSeconds(10));

    /// <summary>Keep-alive: count.</summary>
    public static readonly Parameter<int> KeepAliveCount = Parameter.Int(
        "keep-alive-count", "after how many unanswered probes the connection is lost (tcp)", 5, min: 1, max: 127);

    /// <summary>TCP_NODELAY.</summary>
    public static readonly Parameter<bool> NoDelay = Parameter.Flag("no-delay", "whether small writes leave at once (tcp)", value: true);

    /// <summary>SO_LINGER.</summary>
    public static readonly Parameter<int> Linger = Parameter.Int(
        "linger", "seconds that a close may go on sending, 0 to reset at once, -1 to leave it to the system (tcp)", -1, min: -1, max: 3600);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Parameter> All { get; } =
        [MaxLine, Concurrency, MaxBadLines, Work, KeepAlive, KeepAliveIdle, KeepAliveInterval, KeepAliveCount, NoDelay, Linger];

    /// <summary>Sets the options of the socket below a connection, where there is one.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="values">The values of the options.</param>
    public static void Apply(IConnection connection, ParameterValues values)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(values);
        if (connection.GetFeature<ISocketOptions>() is not { } socket)
        {
            return;
        }

        socket.NoDelay = values.Get(NoDelay);
        socket.KeepAlive = values.Get(KeepAlive);
        if (socket.KeepAlive)
        {
            socket.KeepAliveIdle = values.Get(KeepAliveIdle);
            socket.KeepAliveInterval = values.Get(KeepAliveInterval);
            socket.KeepAliveCount = values.Get(KeepAliveCount);
        }

        if (values.Get(Linger) is >= 0 and var seconds)
        {
            socket.Linger = TimeSpan.FromSeconds(seconds);
        }
    }
}
