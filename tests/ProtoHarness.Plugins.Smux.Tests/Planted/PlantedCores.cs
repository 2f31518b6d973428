namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>An UPD is never sent: the writer fills its first window and waits for ever.</summary>
sealed class UpdateNeverSent(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void OweUpdate(SmuxChannel channel)
    {
    }
}

/// <summary>Only the first read sets off an UPD.</summary>
sealed class UpdateOnlyAfterTheFirstRead(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void Consumed(SmuxChannel channel, int count)
    {
        if (channel.ReadTotal == 0)
        {
            base.Consumed(channel, count);
        }
    }
}

/// <summary>An UPD that arrives while a write waits does not wake it.</summary>
sealed class UpdateDoesNotWakeTheWriter(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void OnUpdate(uint streamId, in SmuxUpdate update)
    {
    }
}

/// <summary>What was read is counted twice: the peer is told that more was read than it sent.</summary>
sealed class ReadCountedTwice(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void Consumed(SmuxChannel channel, int count) => base.Consumed(channel, 2 * count);
}

/// <summary>Streams that both sides have closed stay in the table.</summary>
sealed class ClosedStreamKept(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void ForgetIfDone(SmuxChannel channel)
    {
    }
}

/// <summary>An identifier is given out again.</summary>
sealed class IdentifierReused(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    int _next;

    internal override bool TryNextId(out uint id)
    {
        id = 3 + (2 * (uint)(_next++ % 3));
        return true;
    }
}

/// <summary>FIN drops what has arrived and is not read yet.</summary>
sealed class UnreadDataDroppedAtFin(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override void OnFin(SmuxChannel channel)
    {
        channel.Received = default;
        base.OnFin(channel);
    }
}

/// <summary>Neither is a keep-alive sent nor is the peer's missed.</summary>
sealed class KeepAliveNeverFires(SmuxConfig config, bool isClient) : SmuxSessionCore(config, isClient)
{
    internal override bool OwesNop() => false;

    internal override void CheckPeer()
    {
    }
}
