namespace ProtoHarness.Framing;

/// <summary>What reading one frame's fields remembers between them.</summary>
sealed class FrameRun(int fields)
{
    readonly List<OpenRun> _open = [];

    /// <summary>The bytes that a length field measures, while they are read.</summary>
    /// <param name="Length">The length field.</param>
    /// <param name="Last">The name of the last field inside.</param>
    /// <param name="End">Where they end, in bytes.</param>
    internal readonly record struct OpenRun(FieldNode Length, string Last, long End);

    /// <summary>Where each field starts, padding not included, in bytes.</summary>
    internal long[] Starts { get; } = new long[fields];

    /// <summary>Where each field ends, padding not included, in bytes.</summary>
    internal long[] Ends { get; } = new long[fields];

    /// <summary>Where the current group of bit fields starts, in bytes.</summary>
    internal int GroupStart { get; set; }

    /// <summary>The current group of bit fields.</summary>
    internal ulong Group { get; set; }

    internal void Open(OpenRun run) => _open.Add(run);

    /// <summary>Takes out the runs that end with a field.</summary>
    internal IEnumerable<OpenRun> Close(string name)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Last == name)
            {
                var run = _open[i];
                _open.RemoveAt(i);
                yield return run;
            }
        }
    }

    /// <summary>The window, narrowed to the runs that are open.</summary>
    internal ReadWindow Narrow(ReadWindow window)
    {
        foreach (var run in _open)
        {
            if (window.End is not { } end || run.End < end)
            {
                window = window.Until(run.End);
            }
        }

        return window;
    }
}
