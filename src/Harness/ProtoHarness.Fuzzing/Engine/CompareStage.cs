using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Input-to-state replacement: where an operand of a comparison that did not hold is found in the input, the other operand is
/// written over it. Where that breaks a comparison which held before (a checksum, a length), <see cref="RepairStage"/> mends it.
/// Where it makes the comparison hold and leads to further ones, but to no new edge (the next turn of a loop), those are solved in turn.
/// </summary>
/// <param name="sink">Runs what is made up here.</param>
/// <param name="repair">Mends what a change broke.</param>
/// <param name="tokens">Sequences that input was compared with are added here.</param>
/// <param name="maxBytes">The longest input.</param>
public sealed class CompareStage(ICandidateSink sink, RepairStage repair, TokenDictionary tokens, int maxBytes)
{
    const long MaxCost = 4_000_000;
    const long ContinueCost = 300_000;
    const int MaxPlaces = 48;
    const int MaxChain = 16;
    const int MaxAttempts = 4;

    /// <summary>The most different operands that are remembered; then all are forgotten, and get their few tries again.</summary>
    const int MaxRemembered = 1 << 16;

    readonly MutationBuffer _buffer = new(maxBytes);
    readonly SiteCounter _counter = new();
    readonly Dictionary<(int, ulong, ulong), int> _attempts = [];
    long _limit;

    bool IsSpent => sink.IsOver || sink.Cost >= _limit;

    /// <summary>Solves the comparisons of an input.</summary>
    /// <param name="entry">The input; its trace is made if it has none.</param>
    public void Run(CorpusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Trace is null)
        {
            sink.Trace(entry.Data);
            entry.Trace = new TraceSnapshot();
        }

        repair.Calibrate(entry);
        _limit = sink.Cost + MaxCost;
        var solving = new Solving(entry.Data, entry.Trace, repair.IsBreakable(entry), 0);
        SolveIntegers(solving, []);
        foreach (var record in entry.Trace.Sequences)
        {
            if (record.Right.Length is > 1 and <= 32)
            {
                tokens.Add(record.Right);
            }

            SolveSequence(solving, record.Left, record.Right);
            SolveSequence(solving, record.Right, record.Left);
        }
    }

    /// <summary>Solves what a mended input leads to, in a small way; for inputs that reached nothing new themselves.</summary>
    /// <param name="mended">The input.</param>
    public void Continue(ReadOnlySpan<byte> mended)
    {
        _limit = sink.Cost + ContinueCost;
        sink.Trace(mended);
        SolveIntegers(new Solving(mended.ToArray(), new TraceSnapshot(), true, 1), []);
    }

    void SolveIntegers(Solving input, HashSet<(int, int)> solved)
    {
        var done = new HashSet<(ulong, ulong)>();
        var counter = new SiteCounter();
        foreach (var record in input.Trace.Integers)
        {
            var place = new Place(record.Site, counter.Next(record.Site));
            if (record.IsEqual || solved.Contains((place.Site, place.Nth)) || !done.Add((record.Left, record.Right)) || !IsWorthIt(record))
            {
                continue;
            }

            Replace(input, record.Left, record.Right, record.Width, place, solved);
            Replace(input, record.Right, record.Left, record.Width, place, solved);
            if (input.Depth == 0)
            {
                // The neighbours decide "less than" and "at most".
                Replace(input, record.Left, record.Right + 1, record.Width, null, solved);
                Replace(input, record.Left, record.Right - 1, record.Width, null, solved);
                Replace(input, record.Right, record.Left + 1, record.Width, null, solved);
                Replace(input, record.Right, record.Left - 1, record.Width, null, solved);
            }
        }
    }

    // The same operands at the same place come back with every descendant of an input; after a few tries they are left to chance.
    bool IsWorthIt(CompareRecord record)
    {
        var key = (record.Site, record.Left, record.Right);
        if (_attempts.Count >= MaxRemembered)
        {
            _attempts.Clear();
        }

        var attempts = _attempts.GetValueOrDefault(key);
        _attempts[key] = attempts + 1;
        return attempts < MaxAttempts;
    }

    void Replace(Solving input, ulong from, ulong to, int width, Place? place, HashSet<(int, int)> solved)
    {
        Span<byte> source = stackalloc byte[24];
        Span<byte> target = stackalloc byte[24];
        for (var way = 0; way < OperandEncodings.Count && !IsSpent; way++)
        {
            var length = OperandEncodings.Encode(way, from, width, source);
            var replaced = OperandEncodings.Encode(way, to, width, target);
            if (length > 0 && replaced > 0)
            {
                ReplaceEach(input, source[..length], target[..replaced], false, place, solved);
            }
        }
    }

    void SolveSequence(Solving input, byte[] from, byte[] to)
    {
        if (from.AsSpan().SequenceEqual(to))
        {
            return;
        }

        if (from.Length == 0)
        {
            // Nothing to look for: the sequence may have to stand anywhere.
            for (var at = 0; at <= Math.Min(input.Data.Length, MaxPlaces); at++)
            {
                TryEdit(input, at, 0, to, null, []);
            }

            return;
        }

        ReplaceEach(input, from, to, false, null, []);
        if (from.Length < to.Length)
        {
            ReplaceEach(input, from, to, true, null, []);
        }
    }

    void ReplaceEach(Solving input, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, bool overwrite, Place? place, HashSet<(int, int)> solved)
    {
        var start = 0;
        for (var count = 0; count < MaxPlaces && !IsSpent; count++)
        {
            var found = input.Data.AsSpan(start).IndexOf(from);
            if (found < 0)
            {
                return;
            }

            var at = start + found;
            TryEdit(input, at, overwrite ? Math.Min(to.Length, input.Data.Length - at) : from.Length, to, place, solved);
            start = at + 1;
        }
    }

    void TryEdit(Solving input, int at, int removed, ReadOnlySpan<byte> inserted, Place? place, HashSet<(int, int)> solved)
    {
        _buffer.Set(input.Data);
        _buffer.Replace(at, removed, inserted);
        if (sink.Try(_buffer.Span) || (input.IsBreakable && repair.Mend(input.Trace, _buffer) && sink.Try(_buffer.Span)))
        {
            return;
        }

        if (place is not null && input.Depth < MaxChain && LeadsOn(input, place))
        {
            repair.Advance(_buffer.Span);
            sink.Trace(_buffer.Span);
            var next = new Solving(_buffer.Span.ToArray(), new TraceSnapshot(), input.IsBreakable, input.Depth + 1);
            solved.Add((place.Site, place.Nth));
            SolveIntegers(next, [.. solved, .. Known(input.Trace)]);
        }
    }

    // The comparison holds now, and the execution went on to others.
    bool LeadsOn(Solving input, Place place)
    {
        sink.Trace(_buffer.Span);
        if (CompareLog.Integers.Length <= input.Trace.Integers.Count)
        {
            return false;
        }

        _counter.Reset();
        foreach (var record in CompareLog.Integers)
        {
            if (record.Site == place.Site && _counter.Next(record.Site) == place.Nth)
            {
                return record.IsEqual;
            }
        }

        return false;
    }

    static IEnumerable<(int, int)> Known(TraceSnapshot trace)
    {
        var counter = new SiteCounter();
        return [.. trace.Integers.Select(r => (r.Site, counter.Next(r.Site)))];
    }

    sealed record Place(int Site, int Nth);

    sealed record Solving(byte[] Data, TraceSnapshot Trace, bool IsBreakable, int Depth);
}
