namespace ProtoHarness.Abstractions;

/// <summary>
/// The options of the socket below a connection; a feature that only connections on sockets have (<see cref="IConnection.GetFeature{T}"/>). Each getter
/// asks the operating system, so that a role, or a test, sees what is really set.
/// </summary>
public interface ISocketOptions
{
    /// <summary>Whether small writes leave at once (<c>TCP_NODELAY</c>).</summary>
    bool NoDelay { get; set; }

    /// <summary>Whether an idle connection is probed (<c>SO_KEEPALIVE</c>).</summary>
    bool KeepAlive { get; set; }

    /// <summary>How long a connection is idle before the first probe (<c>TCP_KEEPIDLE</c>), in whole seconds, at least one.</summary>
    TimeSpan KeepAliveIdle { get; set; }

    /// <summary>How long between two probes (<c>TCP_KEEPINTVL</c>), in whole seconds, at least one.</summary>
    TimeSpan KeepAliveInterval { get; set; }

    /// <summary>After how many unanswered probes the connection is lost (<c>TCP_KEEPCNT</c>), from 1 to 127.</summary>
    int KeepAliveCount { get; set; }

    /// <summary>How long a close may go on sending what is buffered (<c>SO_LINGER</c>), in whole seconds; zero resets at once, null leaves it to the system.</summary>
    TimeSpan? Linger { get; set; }
}
