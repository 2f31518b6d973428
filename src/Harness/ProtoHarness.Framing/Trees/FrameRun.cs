namespace ProtoHarness.Framing;

/// <summary>What reading one frame's fields remembers between them.</summary>
sealed class FrameRun(FrameSchema schema)
{
    readonly List<Region> _open = [];

    /// <summary>The fields that a length measures, while they are read.</summary>
    /// <param name="Length">The length field.</param>
    /// <param name="Last">The index of the last field inside.</param>
    /// <param name="End">Where they end, in bytes.</param>
    /// <param name="Error">What it means that a field goes beyond the end.</param>
    internal readonly record struct Region(FieldNode Length, int Last, long End, FrameError Error);

    /// <summary>The frame.</summary>
    internal FrameSchema Schema { get; } = schema;

    /// <summary>Where each field starts, in bytes, for what covers or measures it: with its padding when it is conditional, else
    /// without.</summary>
    internal int[] Starts { get; } = new int[schema.Fields.Count];

    /// <summary>Where each field ends, in bytes, for what covers or measures it.</summary>
    internal int[] Ends { get; } = new int[schema.Fields.Count];

    /// <summary>Where the current group of bit fields starts, in bytes.</summary>
    internal int GroupStart { get; set; }

    /// <summary>The current group of bit fields.</summary>
    internal ulong Group { get; set; }

    internal void Open(Region region) => _open.Add(region);

    /// <summary>Takes out the regions that end with a field, the innermost first.</summary>
    internal IEnumerable<Region> Close(int index)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Last == index)
            {
                var region = _open[i];
                _open.RemoveAt(i);
                yield return region;
            }
        }
    }

    /// <summary>The window, narrowed to the innermost region that is open.</summary>
    internal ReadWindow Narrow(ReadWindow window) => _open.Count == 0 ? window : window.Until(_open[^1].End, _open[^1].Error);
}
