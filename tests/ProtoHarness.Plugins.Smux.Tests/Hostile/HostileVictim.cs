namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>A server's session with streams 3 and 5 accepted, of which all memory is counted.</summary>
sealed class HostileVictim : IDisposable
{
    /// <summary>What may be open at once.</summary>
    internal const int MaxStreams = 2000;

    internal HostileVictim(int version, Func<SmuxConfig, SmuxSessionCore>? create = null)
    {
        Config = new SmuxConfig
        {
            Version = version,
            MaxReceiveBuffer = 1_000_000,
            MaxStreams = MaxStreams,
            KeepAliveInterval = TimeSpan.FromSeconds(1),
            KeepAliveTimeout = TimeSpan.FromSeconds(3),
            MemoryPool = Pool,
        };
        Core = create?.Invoke(Config) ?? new SmuxSessionCore(Config, isClient: false);
        Target = Core.Accepted(3);
        Bystander = Core.Accepted(5);
        Accepted.Add(Target);
    }

    internal CountingPool Pool { get; } = new();

    internal SmuxConfig Config { get; }

    internal SmuxSessionCore Core { get; }

    internal SmuxChannel Target { get; }

    internal SmuxChannel Bystander { get; }

    /// <summary>The streams that were accepted, without the bystander.</summary>
    internal List<SmuxChannel> Accepted { get; } = [];

    internal int Version => Config.Version;

    /// <summary>What the session may hold at most: docs/wire/smux.md, section 9.</summary>
    internal long Limit => (9L * (Config.MaxReceiveBuffer + ushort.MaxValue)) + (512L * MaxStreams) + (2L * SmuxSessionCore.BatchSize);

    /// <summary>Gives it bytes, as far as it wants them.</summary>
    internal void Offer(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length && Core.CanReceive;)
        {
            at += Core.Receive(bytes.AsSpan(at));
        }
    }

    internal SmuxChannel? Accept()
    {
        var channel = Core.TryAccept();
        Accepted.AddRange(channel is null ? [] : [channel]);
        return channel;
    }

    /// <summary>The other stream gives and takes as ever.</summary>
    internal void AssertBystanderGoesOn()
    {
        Core.TakeOutput();
        Core.Feed(Wire.Psh(5, [1, 2, 3], Version));
        Assert.Equal([1, 2, 3], Core.ReadAll(Bystander));
        Assert.Equal(SmuxWriteStatus.Done, Core.BeginWrite(Bystander, new byte[10]));
        Assert.Contains("PSH 5 10", Core.TakeFrames());
    }

    public void Dispose() => Core.Dispose();
}
