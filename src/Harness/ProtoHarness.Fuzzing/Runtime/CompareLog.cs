using System.Text;

namespace ProtoHarness.Fuzzing.Runtime;

/// <summary>
/// What the traced build writes down: the operands of comparisons, in order, at most a few of each site, so that a loop does not
/// push out the comparison behind it.
/// </summary>
public static class CompareLog
{
    /// <summary>The most integer comparisons of one execution.</summary>
    public const int MaxRecords = 4096;

    /// <summary>The most sequence comparisons of one execution.</summary>
    public const int MaxSequences = 256;

    /// <summary>The most comparisons of one site in one execution.</summary>
    public const int MaxPerSite = 24;

    /// <summary>The most bytes kept of a compared sequence.</summary>
    public const int MaxSequenceBytes = 64;

    static readonly CompareRecord[] Records = new CompareRecord[MaxRecords];
    static readonly List<SequenceCompareRecord> SequenceRecords = [];
    static byte[] _hits = new byte[1024];
    static int _count;

    /// <summary>The integer comparisons of the last execution, in order.</summary>
    public static ReadOnlySpan<CompareRecord> Integers => Records.AsSpan(0, _count);

    /// <summary>The sequence comparisons of the last execution, in order.</summary>
    public static IReadOnlyList<SequenceCompareRecord> Sequences => SequenceRecords;

    /// <summary>Forgets the last execution.</summary>
    public static void Clear()
    {
        _count = 0;
        SequenceRecords.Clear();
        Array.Clear(_hits);
    }

    internal static void Add(int site, ulong left, ulong right, int width, bool isOrder = false)
    {
        if (_count < MaxRecords && Take(site))
        {
            Records[_count++] = new CompareRecord(site, left, right, width, isOrder);
        }
    }

    internal static void Add(int site, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (SequenceRecords.Count < MaxSequences && Take(site))
        {
            SequenceRecords.Add(new SequenceCompareRecord(site, Cut(left), Cut(right), false));
        }
    }

    internal static void Add(int site, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (SequenceRecords.Count < MaxSequences && Take(site))
        {
            SequenceRecords.Add(new SequenceCompareRecord(site, Cut(left), Cut(right), true));
        }
    }

    static byte[] Cut(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, MaxSequenceBytes)].ToArray();

    static byte[] Cut(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, MaxSequenceBytes)].ToString());

    static bool Take(int site)
    {
        if (site >= _hits.Length)
        {
            Array.Resize(ref _hits, Math.Max(site + 1, _hits.Length * 2));
        }

        if (_hits[site] >= MaxPerSite)
        {
            return false;
        }

        _hits[site]++;
        return true;
    }
}
