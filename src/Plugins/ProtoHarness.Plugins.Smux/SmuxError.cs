namespace ProtoHarness.Plugins.Smux;

/// <summary>Why a session or a stream failed.</summary>
public enum SmuxError
{
    /// <summary>The peer sent what the protocol does not allow. The session is over.</summary>
    InvalidProtocol,

    /// <summary>An UPD says that the peer has read more than it was sent. The stream's writes fail until a right one comes.</summary>
    ConsumedMoreThanSent,

    /// <summary>An UPD grants a window of 2^31 bytes or more, which no sender can use. The stream's writes fail until a right one comes.</summary>
    InvalidWindow,

    /// <summary>The peer opened more streams than <see cref="SmuxConfig.MaxStreams"/>. The session is over.</summary>
    TooManyStreams,

    /// <summary>All stream identifiers are used up: open another session. Streams that are open go on.</summary>
    GoAway,

    /// <summary>The connection ended, and what was to come can no longer come.</summary>
    ConnectionEnded,

    /// <summary>The connection failed.</summary>
    ConnectionFailed,

    /// <summary>Nothing arrived for longer than <see cref="SmuxConfig.KeepAliveTimeout"/>. The session is over.</summary>
    KeepAliveTimeout,

    /// <summary>This side closed the session.</summary>
    SessionClosed,

    /// <summary>This side closed the stream, or its writing half.</summary>
    StreamClosed,
}
