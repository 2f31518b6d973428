namespace ProtoHarness.Engine.Faults;

/// <summary>All faults that the harness knows. Scripts, documentation and profiles are fed from here.</summary>
public static class FaultCatalog
{
    /// <summary>The faults, benign ones first, in the order of the documentation.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        Benign("fragment", "fragment SIZE", "cuts everything into pieces of SIZE bytes; each read sees one", "a piece was cut",
            a => { var size = a.Size("a size"); return c => new FragmentStage(c, size); }),
        Benign("chunks", "chunks MAX", "cuts everything into pieces of 1 to MAX bytes, by the seed", "a piece was cut",
            a => { var max = a.Size("a largest size"); return c => new ChunksStage(c, max); }),
        Benign("split", "split @BYTE …", "cuts the stream at each given byte and nowhere else", "the byte was passed",
            a =>
            {
                var at = new List<long> { a.Position("a position") };
                while (a.HasMore)
                {
                    at.Add(a.Position("a position"));
                }

                at.Sort();
                return c => new SplitStage(c, at);
            }),
        Benign("coalesce", "coalesce TIME", "holds what is written within TIME and lets one read see all of it", "something was held",
            a => { var window = a.Wait("a time"); return c => new CoalesceStage(c, window); }),
        Benign("delay", "delay TIME", "everything arrives TIME later", "something was delayed",
            a => { var delay = a.Wait("a time"); return c => new DelayStage(c, delay, TimeSpan.Zero); }) with { KeepsBounds = true },
        Benign("jitter", "jitter TIME", "everything arrives up to TIME later, by the seed; a stream in order", "something was delayed",
            a => { var jitter = a.Wait("a time"); return c => new DelayStage(c, TimeSpan.Zero, jitter); }) with { KeepsBounds = true },
        Benign("bandwidth", "bandwidth SIZE", "lets SIZE bytes a second through", "something passed",
            a => { var rate = a.Size("a rate in bytes a second"); return c => new BandwidthStage(c, rate); }),
        Benign("slow-reader", "slow-reader SIZE TIME", "each read takes SIZE bytes at most and TIME longer", "something was read",
            a => { var size = a.Size("a size"); var rest = a.Wait("a time"); return c => new SlowReaderStage(c, size, rest); }),
        Benign("slow-writer", "slow-writer TIME", "each write takes TIME longer", "something was written",
            a => { var delay = a.Wait("a time"); return c => new SlowWriterStage(c, delay); }) with { KeepsBounds = true },
        new("accept-delay", FaultScope.Connection, true, "accept-delay TIME", "the server accepts TIME late", Completes, "a connection was opened",
            a => { var delay = a.Wait("a time"); return c => new AcceptDelayStage(c, delay); }),

        Cut("truncate", "truncate @BYTE", "the stream ends at BYTE and the connection is closed, as when the writer dies", CutKind.Truncate),
        Cut("half-close", "half-close @BYTE", "the stream ends at BYTE; the other direction goes on", CutKind.HalfClose),
        Cut("reset", "reset @BYTE", "the connection is reset at BYTE", CutKind.Reset),
        Cut("silence", "silence @BYTE", "from BYTE on nothing passes in either direction and no end is seen (half-open)", CutKind.Silence),
        Cut("stall", "stall @BYTE", "from BYTE on nothing passes in this direction, for ever", CutKind.Stall),
        Hostile("clog", "clog @BYTE", "whoever reads takes nothing more, and the buffers between are full: the first write at BYTE or behind it waits for ever", "the write was made",
            a => { var at = a.Position("a position"); return c => new ClogStage(c, at); }),
        Hostile("eof-in-frame", "eof-in-frame N", "the stream ends inside the N-th frame", "the frame was reached",
            a => { var frame = a.Count("a frame number"); return c => new EofInFrameStage(c, frame); }) with { TellsPeers = true },
        Hostile("reset-on-close", "reset-on-close", "the writer's normal end arrives as a reset", "the writer ended",
            a => c => new ResetOnCloseStage(c)) with { TellsPeers = true },
        Hostile("flip", "flip @BYTE BIT", "one bit is flipped; bit 0 is the lowest", "the byte was passed",
            a => { var at = a.Position("a position"); var bit = a.Number("a bit", 0, 7); return c => new OverwriteStage(c, at, new[] { (byte)(1 << bit) }, exclusiveOr: true); }) with { KeepsBounds = true },
        Hostile("overwrite", "overwrite @BYTE HEX", "bytes are replaced", "a byte was changed",
            a => { var at = a.Position("a position"); var bytes = a.Hex("bytes"); return c => new OverwriteStage(c, at, bytes, exclusiveOr: false); }) with { KeepsBounds = true },
        Hostile("drop", "drop @BYTE COUNT", "COUNT bytes are lost", "a byte was lost",
            a => { var at = a.Position("a position"); var count = a.Size("a count"); return c => new DropStage(c, at, count); }),
        Hostile("duplicate", "duplicate @BYTE COUNT", "COUNT bytes come twice", "the bytes were repeated",
            a => { var at = a.Position("a position"); var count = a.Size("a count"); return c => new DuplicateStage(c, at, count); }),
        Hostile("insert", "insert @BYTE HEX", "bytes appear that nobody wrote", "the position was passed",
            a => { var at = a.Position("a position"); var bytes = a.Hex("bytes"); return c => new InsertStage(c, at, bytes); }),
        Hostile("replace", "replace @BYTE COUNT HEX", "COUNT bytes are replaced by others, of which there may be more or fewer", "a byte was replaced",
            a => { var at = a.Position("a position"); var count = a.Size("a count"); var bytes = a.Hex("bytes"); return c => new ReplaceStage(c, at, count, bytes); }),
        Hostile("flood", "flood @BYTE COUNT [@PLACE]", "COUNT bytes come again and again, 8 MiB of them, and nothing behind them; at a PLACE among them stands a number, another one each time", "the bytes began to repeat",
            a => { var at = a.Position("a position"); var count = a.Size("a count"); long? number = a.HasMore ? a.Position("a place") : null; return c => new FloodStage(c, at, count, number); }),
        Hostile("read-error", "read-error N", "the N-th read fails and the connection is lost", "the read was made",
            a => { var n = a.Count("a number"); return c => new OperationErrorStage(c, n, reads: true); }) with { TellsPeers = true, KeepsBounds = true },
        Hostile("write-error", "write-error N", "the N-th write fails and the connection is lost", "the write was made",
            a => { var n = a.Count("a number"); return c => new OperationErrorStage(c, n, reads: false); }) with { TellsPeers = true, KeepsBounds = true },
        new("cancel", FaultScope.Session, false, "cancel N", "the session is cancelled at its N-th read or write", Refuses + " and lets go of all it holds", "the step was reached",
            a => { var n = a.Count("a number"); return _ => new CancelStage(n); }),
        new("refuse", FaultScope.Connection, false, "refuse", "the connection is refused", Refuses, "a connection was tried",
            a => c => new ConnectStage(c, refuse: true)) { TellsPeers = true },
        new("accept-close", FaultScope.Connection, false, "accept-close", "the connection is accepted and closed without a byte", Refuses, "a connection was tried",
            a => c => new ConnectStage(c, refuse: false)) { TellsPeers = true },
        new("clock-jump", FaultScope.Session, true, "clock-jump TIME @BYTE", "the date jumps by TIME (back, with a minus sign) when BYTE passes; timers stay", Completes, "the byte was passed",
            a => { var by = a.Jump("a time"); var at = a.Position("a position"); return c => new ClockJumpStage(c, by, at); }),
        new("backlog", FaultScope.Machine, true, "backlog COUNT TIME", "the listener's queue has COUNT places, and for TIME after the first connection nobody accepts", Completes, "more connections waited than have a place",
            a => { var count = a.Count("a number of places"); var deaf = a.Wait("a time"); return c => new MachineStage(c, MachineLimit.Backlog, count, deaf); }),
        new("accept-limit", FaultScope.Machine, true, "accept-limit COUNT", "the server's process has handles for COUNT connections; the next one waits until one is let go of", Completes, "a connection had to wait",
            a => { var count = a.Count("a number of connections"); return c => new MachineStage(c, MachineLimit.Accepting, count, TimeSpan.Zero); }),
        new("connect-limit", FaultScope.Machine, false, "connect-limit COUNT", "the client's process has handles for COUNT connections; opening the next one fails", Refuses, "a connection was not opened",
            a => { var count = a.Count("a number of connections"); return c => new MachineStage(c, MachineLimit.Connecting, count, TimeSpan.Zero); }) { TellsPeers = true },
        new("no-port", FaultScope.Machine, false, "no-port N", "the N-th connection finds all local ports in TIME_WAIT", Refuses, "the connection was tried",
            a => { var n = a.Count("a number"); return c => new MachineStage(c, MachineLimit.Ports, n, TimeSpan.Zero); }) { TellsPeers = true },
        Datagram("lose", "lose PERCENT", "datagrams are lost, by the seed", "a datagram was lost", DatagramFaultKind.Lose),
        Datagram("repeat-datagram", "repeat-datagram PERCENT", "datagrams come twice, by the seed", "a datagram came twice", DatagramFaultKind.Repeat),
        Datagram("reorder", "reorder PERCENT", "datagrams are overtaken by the next one, by the seed", "a datagram was overtaken", DatagramFaultKind.Reorder),
        Nth("lose-nth", "the N-th datagram is lost", "the datagram was lost", NthDatagramKind.Lose),
        Nth("repeat-nth", "the N-th datagram comes twice", "the datagram came twice", NthDatagramKind.Repeat),
        Nth("overtake-nth", "the N-th datagram is overtaken by the next one", "the datagram was held", NthDatagramKind.Overtake),
        new("late-nth", FaultScope.Datagrams, true, "late-nth N TIME", "the N-th datagram comes TIME later, behind whatever is faster", Repaired, "the datagram was delayed",
            a => { var n = a.Count("a number"); var late = a.Wait("a time"); return c => new NthDatagramStage(c, NthDatagramKind.Late, n, late); }),
        new("lose-from", FaultScope.Datagrams, false, "lose-from N", "from the N-th datagram on all are lost", Refuses, "a datagram was lost",
            a => { var n = a.Count("a number"); return c => new NthDatagramStage(c, NthDatagramKind.LoseFrom, n); }),
        new("shorten-nth", FaultScope.Datagrams, false, "shorten-nth N LENGTH", "only the first LENGTH bytes of the N-th datagram come, which may be none", Refuses, "a longer datagram came",
            a => { var n = a.Count("a number"); var length = a.Number("a length", 0, ushort.MaxValue); return c => new NthDatagramStage(c, NthDatagramKind.Shorten, n, length: length); }),
    ];

    static readonly Dictionary<string, FaultKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    const string Completes = "completes, with the same result";
    const string Repaired = Completes + ", if the protocol repairs it";
    const string Refuses = "completes or refuses cleanly, at both ends";

    /// <summary>The fault of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The fault, or null.</returns>
    public static FaultKind? Find(string name) => ByName.GetValueOrDefault(name);

    internal static string Unknown(string name) =>
        $"'{name}' is no fault{NearestWord.Hint(name, All.Select(kind => kind.Name))}";

    static FaultKind Benign(string name, string syntax, string summary, string fires, Func<FaultArguments, Func<StageContext, FaultStage>> parse) =>
        new(name, FaultScope.Bytes, true, syntax, summary, Completes, fires, parse);

    static FaultKind Hostile(string name, string syntax, string summary, string fires, Func<FaultArguments, Func<StageContext, FaultStage>> parse) =>
        new(name, FaultScope.Bytes, false, syntax, summary, Refuses, fires, parse);

    static FaultKind Cut(string name, string syntax, string summary, CutKind kind) =>
        Hostile(name, syntax, summary, "the byte was reached", a => { var at = a.Position("a position"); return c => new CutStage(c, kind, at); })
            with { TellsPeers = kind is CutKind.Truncate or CutKind.HalfClose or CutKind.Reset };

    static FaultKind Datagram(string name, string syntax, string summary, string fires, DatagramFaultKind kind) =>
        new(name, FaultScope.Datagrams, true, syntax, summary, Repaired, fires,
            a => { var percent = a.Number("a percentage", 1, 100); return c => new DatagramStage(c, kind, percent); });

    static FaultKind Nth(string name, string summary, string fires, NthDatagramKind kind) =>
        new(name, FaultScope.Datagrams, true, $"{name} N", summary, Repaired, fires,
            a => { var n = a.Count("a number"); return c => new NthDatagramStage(c, kind, n); });
}
