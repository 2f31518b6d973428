using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Remembers for each comparison site which operands vary: a constant does not, a checksum or a length does on both sides.</summary>
sealed class SiteVariation
{
    readonly Dictionary<int, Memory> _sites = [];

    /// <summary>Takes the comparisons of an execution in.</summary>
    public void Note(ReadOnlySpan<CompareRecord> records)
    {
        foreach (var record in records)
        {
            if (!_sites.TryGetValue(record.Site, out var memory))
            {
                _sites.Add(record.Site, new Memory(record.Left, record.Right));
                continue;
            }

            memory.LeftVaries |= memory.Left != record.Left;
            memory.RightVaries |= memory.Right != record.Right;
        }
    }

    /// <summary>Whether both operands of a site were seen to vary.</summary>
    public bool BothVary(int site) => _sites.TryGetValue(site, out var memory) && memory.LeftVaries && memory.RightVaries;

    sealed class Memory(ulong left, ulong right)
    {
        public ulong Left { get; } = left;

        public ulong Right { get; } = right;

        public bool LeftVaries { get; set; }

        public bool RightVaries { get; set; }
    }
}
