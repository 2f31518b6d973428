using System.Buffers;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// The settings of a session. Names, defaults and checks are those of the Go original (docs/wire/smux.md, section 8); the last four are ours.
/// Both ends must have the same <see cref="Version"/>: it is not negotiated.
/// </summary>
public sealed record SmuxConfig
{
    /// <summary>The most streams that wait to be accepted. Fixed: when it is reached the session reads no more.</summary>
    public const int AcceptBacklog = 1024;

    /// <summary>How much of a new stream may be under way before the first UPD, in bytes. Fixed, whatever either end has set.</summary>
    public const int InitialPeerWindow = 262_144;

    /// <summary>All defaults.</summary>
    public static SmuxConfig Default { get; } = new();

    /// <summary>1, or 2 for a window per stream.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Sends no keep-alive and does not miss the peer's.</summary>
    public bool KeepAliveDisabled { get; init; }

    /// <summary>How often a keep-alive is sent.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A session that receives nothing for this long, and at most twice this long, is closed.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest payload that is sent, in bytes. Any is received.</summary>
    public int MaxFrameSize { get; init; } = 32_768;

    /// <summary>What the session holds unread before it stops reading, in bytes; one frame may go beyond.</summary>
    public int MaxReceiveBuffer { get; init; } = 4_194_304;

    /// <summary>The window that is granted to a stream's sender, in bytes. Version 2 alone.</summary>
    public int MaxStreamBuffer { get; init; } = 65_536;

    /// <summary>The most streams, of both sides, that are open at once. Beyond it the session fails.</summary>
    public int MaxStreams { get; init; } = 65_536;

    /// <summary>How long a graceful close waits for what is queued to be sent.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a graceful close then waits for the peer to end its side too, reading and dropping what comes: a socket that is closed
    /// with bytes unread resets the connection, and the peer loses what it had not read yet.
    /// </summary>
    public TimeSpan LingerTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the session's buffers come from.</summary>
    public MemoryPool<byte> MemoryPool { get; init; } = MemoryPool<byte>.Shared;

    /// <summary>Checks the settings, in the original's order.</summary>
    /// <returns>The same settings.</returns>
    /// <exception cref="ArgumentException">A setting is out of its bounds; the text names it.</exception>
    public SmuxConfig Verify()
    {
        Require(Version is 1 or 2, nameof(Version), "must be 1 or 2");
        if (!KeepAliveDisabled)
        {
            Require(KeepAliveInterval > TimeSpan.Zero, nameof(KeepAliveInterval), "must be positive");
            Require(KeepAliveTimeout >= KeepAliveInterval, nameof(KeepAliveTimeout), $"must not be less than {nameof(KeepAliveInterval)}");
        }

        Require(MaxFrameSize > 0, nameof(MaxFrameSize), "must be positive");
        Require(MaxFrameSize <= ushort.MaxValue, nameof(MaxFrameSize), "must not be more than 65535");
        Require(MaxReceiveBuffer > 0, nameof(MaxReceiveBuffer), "must be positive");
        Require(MaxStreamBuffer > 0, nameof(MaxStreamBuffer), "must be positive");
        Require(MaxStreamBuffer <= MaxReceiveBuffer, nameof(MaxStreamBuffer), $"must not be more than {nameof(MaxReceiveBuffer)}");
        Require(MaxStreams > 0, nameof(MaxStreams), "must be positive");
        Require(CloseTimeout > TimeSpan.Zero, nameof(CloseTimeout), "must be positive");
        Require(LingerTimeout >= TimeSpan.Zero, nameof(LingerTimeout), "must not be negative");
        return this;
    }

    static void Require(bool holds, string setting, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{setting} {rule}", setting);
        }
    }
}
