using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Mends a changed input: where a comparison that the parent satisfied now fails, and one of its operands stands in the input,
/// the other (computed) one is written over it. This is what gets past checksums and exact lengths.
/// </summary>
/// <param name="sink">Runs what is made up here.</param>
/// <param name="maxInputBytes">The longest input.</param>
public sealed class RepairStage(ICandidateSink sink, int maxInputBytes)
{
    const int MaxRounds = 12;
    const int MaxPlaces = 6;
    const int MaxProbes = 48;
    const long ProbeCost = 1_000_000;

    readonly SiteVariation _sites = new();
    readonly SiteCounter _counter = new();
    int _record;

    /// <summary>Learns which comparisons of an input depend on it on both sides, by flipping bytes here and there.</summary>
    /// <param name="entry">The input, traced.</param>
    public void Calibrate(CorpusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Trace is not { } trace || !trace.Integers.Any(r => r.IsMatch))
        {
            return;
        }

        _sites.Note([.. trace.Integers]);
        var limit = sink.Cost + ProbeCost;
        var probe = new byte[entry.Data.Length + 1];
        entry.Data.CopyTo(probe, 0);
        var stride = Math.Max(1, entry.Data.Length / MaxProbes);
        for (var at = 0; at < entry.Data.Length && sink.Cost < limit; at += stride)
        {
            probe[at] ^= 0x55;
            Probe(probe.AsSpan(0, entry.Data.Length));
            probe[at] ^= 0x55;
        }

        // A length shows when there is one byte more.
        if (probe.Length <= maxInputBytes)
        {
            Probe(probe);
        }
    }

    /// <summary>Whether an input satisfies a comparison of two things that both depend on it: something that a change may break.</summary>
    /// <param name="entry">The input, traced.</param>
    public bool IsBreakable(CorpusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach (var record in entry.Trace?.Integers ?? [])
        {
            if (record.IsMatch && _sites.BothVary(record.Site))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Mends a changed input and runs it.</summary>
    /// <param name="parent">The input before the change, traced; <see cref="IsBreakable"/>.</param>
    /// <param name="changed">The changed input; mended in place.</param>
    /// <returns>Whether the mended input was kept.</returns>
    public bool Run(CorpusEntry parent, MutationBuffer changed)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(changed);
        return Mend(parent.Trace!, changed) && sink.Try(changed.Span);
    }

    /// <summary>Mends a changed input.</summary>
    /// <param name="parent">The comparisons of the input before the change.</param>
    /// <param name="changed">The changed input; mended in place.</param>
    /// <returns>Whether anything was mended.</returns>
    public bool Mend(TraceSnapshot parent, MutationBuffer changed)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(changed);
        var mended = false;
        sink.Trace(changed.Span);
        for (var round = 0; round < MaxRounds && !sink.IsOver && MendOne(parent, changed); round++)
        {
            mended = true;
        }

        if (mended)
        {
            Advance(changed.Span);
        }

        return mended;
    }

    /// <summary>
    /// Keeps an input that satisfies more such comparisons at once than any before. Further nested lengths, and links of a chain,
    /// go round the same loop and reach no new edge; this is how they count.
    /// </summary>
    /// <param name="input">The input that was traced last.</param>
    public void Advance(ReadOnlySpan<byte> input)
    {
        var held = 0;
        foreach (var record in CompareLog.Integers)
        {
            held += record.IsMatch && _sites.BothVary(record.Site) ? 1 : 0;
        }

        if (held > _record)
        {
            _record = held;
            sink.KeepAnyway(input);
        }
    }

    void Probe(ReadOnlySpan<byte> input)
    {
        sink.Trace(input);
        _sites.Note(CompareLog.Integers);
    }

    // Leaves the log of the mended input behind when it succeeds.
    bool MendOne(TraceSnapshot parent, MutationBuffer changed)
    {
        foreach (var (record, nth) in Broken(parent))
        {
            parent.TryGet(record.Site, nth, out var before);

            // The operand that the change did not touch is the stored one, as a rule; the other way round is tried second.
            var leftFirst = record.Left == before.Left;
            if (Overwrite(changed, record, nth, leftFirst) || Overwrite(changed, record, nth, !leftFirst))
            {
                return true;
            }
        }

        return false;
    }

    List<(CompareRecord Record, int Nth)> Broken(TraceSnapshot parent)
    {
        var broken = new List<(CompareRecord, int)>();
        _counter.Reset();
        foreach (var record in CompareLog.Integers)
        {
            var nth = _counter.Next(record.Site);
            if (!record.IsEqual && !record.IsOrder && _sites.BothVary(record.Site) && parent.TryGet(record.Site, nth, out var before) && before.IsEqual)
            {
                broken.Add((record, nth));
            }
        }

        return broken;
    }

    bool Overwrite(MutationBuffer changed, in CompareRecord record, int nth, bool leftIsStored)
    {
        var (stored, computed) = leftIsStored ? (record.Left, record.Right) : (record.Right, record.Left);
        Span<byte> from = stackalloc byte[24];
        Span<byte> to = stackalloc byte[24];
        for (var way = OperandEncodings.Count - 1; way >= 0; way--)
        {
            var length = OperandEncodings.Encode(way, stored, record.Width, from);
            if (length == 0 || OperandEncodings.Encode(way, computed, record.Width, to) != length)
            {
                continue;
            }

            var start = 0;
            for (var place = 0; place < MaxPlaces; place++)
            {
                var found = changed.Span[start..].IndexOf(from[..length]);
                if (found < 0)
                {
                    break;
                }

                var at = start + found;
                to[..length].CopyTo(changed.Span[at..]);
                sink.Trace(changed.Span);
                if (Holds(record.Site, nth))
                {
                    return true;
                }

                from[..length].CopyTo(changed.Span[at..]);
                start = at + 1;
            }
        }

        return false;
    }

    static bool Holds(int site, int nth)
    {
        foreach (var record in CompareLog.Integers)
        {
            if (record.Site == site && nth-- == 0)
            {
                return record.IsEqual;
            }
        }

        return false;
    }
}
