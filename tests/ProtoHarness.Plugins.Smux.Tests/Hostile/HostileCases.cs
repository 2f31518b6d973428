namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>The table of bad input. Its names are those of <c>docs/wire/smux.md</c>, section 9.</summary>
static class HostileCases
{
    static readonly int[] Both = [1, 2];
    static readonly int[] One = [1];
    static readonly int[] Two = [2];

    internal static IReadOnlyList<HostileCase> All { get; } =
    [
        new("a frame of another version", Both, HostileOutcome.Ends, "in a session of version", (v, _) => Wire.Nop(3 - v.Version)),
        new("an unknown command", Both, HostileOutcome.Ends, "unknown command", (v, i) => Wire.Frame(v.Version, 5 + (int)(i % 251), 3, 0)),
        new("UPD in version 1", One, HostileOutcome.Ends, "UPD in a session of version 1", (_, _) => Wire.Frame(1, 4, 3, 8)),
        new("SYN, FIN or NOP with a payload", Both, HostileOutcome.Ends, "with a payload of 7 bytes", (v, i) => Wire.Frame(v.Version, (int)(i % 2 == 0 ? 0 : i % 4), 7, 7)),
        new("UPD that is not eight bytes", Two, HostileOutcome.Ends, "UPD with a payload of", (_, i) => Wire.Frame(2, 4, 3, (int)(i % 8))),
        new("more streams at once than `MaxStreams`", Both, HostileOutcome.Ends, nameof(SmuxConfig.MaxStreams), Opens),
        new("an end inside a frame", Both, HostileOutcome.Ends, "inside a frame", EndsInside),
        new("silence", Both, HostileOutcome.Ends, nameof(SmuxConfig.KeepAliveTimeout), IsSilent),
        new("UPD for more than was sent", Two, HostileOutcome.FailsWrites, "was sent 0", (_, i) => Wire.Upd(3, 1 + i, 65_536)),
        new("UPD that grants 2^31 bytes or more", Two, HostileOutcome.FailsWrites, "above 2^31-1", (_, i) => Wire.Upd(3, 0, 0x8000_0000 + i)),
        new("a second SYN", Both, HostileOutcome.Ignored, "SYN for a stream that is open", (v, _) => Wire.Syn(3, v.Version)),
        new("a second FIN", Both, HostileOutcome.Ignored, "a second FIN", (v, _) => Wire.Fin(3, v.Version)),
        new("data or FIN for an unknown stream", Both, HostileOutcome.Ignored, "for a stream that is not open", (v, i) =>
            i % 2 == 0 ? Wire.Psh(99 + i, new byte[65_535], v.Version) : Wire.Fin(99 + i, v.Version)),
        new("UPD for an unknown stream", Two, HostileOutcome.Ignored, "for a stream that is not open", (_, i) => Wire.Upd(99 + i, 5, 5)),
        new("data for a stream that this side has closed", Both, HostileOutcome.Ignored, "for a stream that", ToClosed),
        new("data behind FIN", Both, HostileOutcome.Ignored, "behind the end", BehindEnd),
        new("more than 1,024 streams that nobody accepts", Both, HostileOutcome.StopsReading, "", (v, i) => Wire.Syn(7 + (2 * i), v.Version)),
        new("data that nobody reads", Both, HostileOutcome.StopsReading, "", (v, _) => Wire.Psh(3, new byte[65_535], v.Version)),
        new("data in little pieces that nobody reads", Both, HostileOutcome.StopsReading, "", InPieces),
        new("never reading", Both, HostileOutcome.Waits, "", NeverReads),
        new("opening and closing without reading the answers", Both, HostileOutcome.Ends, nameof(SmuxConfig.MaxStreams), NeverReadsEnds),
    ];

    static byte[] Opens(HostileVictim victim, uint round)
    {
        victim.Accept();
        return Wire.Syn(7 + (2 * round), victim.Version);
    }

    static byte[] EndsInside(HostileVictim victim, uint round)
    {
        victim.Offer(Wire.Psh(3, new byte[100], victim.Version)[..(int)(1 + (round % 107))]);
        victim.Core.ReceiveEnd();
        return [];
    }

    static byte[] IsSilent(HostileVictim victim, uint round)
    {
        victim.Core.Advance(TimeSpan.FromSeconds(round));
        victim.Core.TakeOutput();
        return [];
    }

    static byte[] ToClosed(HostileVictim victim, uint round)
    {
        // FIN does not go out before it is asked for, so that the stream is closed and still known in the first round.
        victim.Core.Close(victim.Target);
        if (round > 0)
        {
            victim.Core.TakeOutput();
        }

        return Wire.Psh(3, new byte[65_535], victim.Version);
    }

    static byte[] BehindEnd(HostileVictim victim, uint round)
    {
        victim.Offer(round == 0 ? Wire.Fin(3, victim.Version) : []);
        victim.Core.TryRead(victim.Target, new byte[1], out _);
        return Wire.Psh(3, new byte[65_535], victim.Version);
    }

    static byte[] InPieces(HostileVictim victim, uint round)
    {
        victim.Accept();
        var stream = 7 + (2 * (round / 11 % 1500));
        return [.. Wire.Syn(stream, victim.Version), .. Wire.Psh(stream, new byte[1 + (round % 1000)], victim.Version)];
    }

    static byte[] NeverReads(HostileVictim victim, uint round)
    {
        // The first batch is on its way for ever.
        victim.Core.TryBeginSend(out _);
        if (victim.Core.TryOpen(out var channel) is null)
        {
            victim.Core.BeginWrite(channel!, new byte[100_000]);
        }

        return victim.Version == 2 ? Wire.Upd(3, 0, round) : Wire.Nop();
    }

    static byte[] NeverReadsEnds(HostileVictim victim, uint round)
    {
        victim.Core.TryBeginSend(out _);
        if (victim.Accept() is { } accepted)
        {
            victim.Core.BeginWrite(accepted, new byte[8]);
            victim.Core.Close(accepted);
        }

        return [.. Wire.Syn(7 + (2 * round), victim.Version), .. Wire.Fin(7 + (2 * round), victim.Version)];
    }
}
