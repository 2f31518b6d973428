using System.Runtime.Intrinsics;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Turns the counters of one execution into buckets (1, 2, 3, 4-7, 8-15, 16-31, 32-127, 128-255), tells whether any is new, and
/// clears the counters, in one pass over exactly as many bytes as there are counters.
/// </summary>
public sealed unsafe class CoverageObserver
{
    static readonly Vector128<byte> LowCounts = Vector128.Create((byte)0, 1, 2, 4, 8, 8, 8, 8, 16, 16, 16, 16, 16, 16, 16, 16);
    static readonly Vector128<byte> HighCounts = Vector128.Create((byte)0, 32, 64, 64, 64, 64, 64, 64, 128, 128, 128, 128, 128, 128, 128, 128);

    readonly byte* _counters;
    readonly int _length;
    readonly byte[] _buckets;
    readonly byte[] _seen;

    /// <summary>An observer of one range of the map.</summary>
    /// <param name="first">The range's first identifier.</param>
    /// <param name="count">The number of counters.</param>
    public CoverageObserver(int first, int count)
    {
        _counters = CoverageMap.Base + first;
        _length = (int)CoverageMap.RoundUp(count);
        _buckets = new byte[_length];
        _seen = new byte[_length];
    }

    /// <summary>The buckets of the last execution: one bit a counter.</summary>
    public ReadOnlySpan<byte> Buckets => _buckets;

    /// <summary>All buckets ever seen: a bit for each.</summary>
    public ReadOnlySpan<byte> Seen => _seen;

    /// <summary>The number of counters that were ever hit.</summary>
    public int EdgesSeen { get; private set; }

    /// <summary>The number of counters that are ignored because they are not stable.</summary>
    public int Ignored { get; private set; }

    /// <summary>Clears the counters without looking.</summary>
    public void Clear() => new Span<byte>(_counters, _length).Clear();

    /// <summary>Reads and clears the counters.</summary>
    /// <returns>Whether any counter is in a bucket that was not seen before; it is not marked as seen yet.</returns>
    public bool Collect()
    {
        var news = Vector128<byte>.Zero;
        fixed (byte* buckets = _buckets)
        fixed (byte* seen = _seen)
        {
            var nibble = Vector128.Create((byte)15);
            for (var i = 0; i < _length; i += Vector128<byte>.Count)
            {
                var counts = Vector128.Load(_counters + i);
                if (counts == Vector128<byte>.Zero)
                {
                    Vector128<byte>.Zero.Store(buckets + i);
                    continue;
                }

                // Each high-nibble value is above each low-nibble one, so that the larger of both is the bucket.
                var low = Vector128.ShuffleNative(LowCounts, counts & nibble);
                var high = Vector128.ShuffleNative(HighCounts, (counts >>> 4) & nibble);
                var bucket = Vector128.Max(low, high);
                bucket.Store(buckets + i);
                Vector128<byte>.Zero.Store(_counters + i);
                news |= Vector128.AndNot(bucket, Vector128.Load(seen + i));
            }
        }

        return news != Vector128<byte>.Zero && (FuzzFeedback.Alike == 1 || HasUnseen());
    }

    /// <summary>
    /// Marks the buckets of the last execution as seen. Of several that did the same side by side, how often they hit a counter together says
    /// nothing: only counters that were never hit are marked, and stay in <see cref="Buckets"/>.
    /// </summary>
    /// <returns>The number of counters that were never hit before.</returns>
    public int Mark()
    {
        var edges = 0;
        for (var i = 0; i < _length; i++)
        {
            if (FuzzFeedback.Alike > 1 && _seen[i] != 0)
            {
                _buckets[i] = 0;
            }

            if (_buckets[i] != 0)
            {
                edges += _seen[i] == 0 ? 1 : 0;
                _seen[i] |= _buckets[i];
            }
        }

        EdgesSeen += edges;
        return edges;
    }

    /// <summary>Whether the last execution is new against another record than our own, and marks it there.</summary>
    /// <param name="record">As many bytes as <see cref="Buckets"/>.</param>
    public bool MarkIn(Span<byte> record)
    {
        var isNew = false;
        for (var i = 0; i < _length; i++)
        {
            isNew |= (_buckets[i] & ~record[i]) != 0;
            record[i] |= _buckets[i];
        }

        return isNew;
    }

    /// <summary>Whether the last execution hit what another hit, as often, but for counters that are ignored.</summary>
    /// <param name="other">The buckets of the other execution.</param>
    public bool IsLike(ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < _length; i++)
        {
            if (_buckets[i] != other[i] && _seen[i] != byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The buckets of the last execution that were not seen before.</summary>
    /// <returns>As many bytes as <see cref="Buckets"/>.</returns>
    public byte[] News()
    {
        var news = new byte[_length];
        for (var i = 0; i < _length; i++)
        {
            news[i] = FuzzFeedback.Alike > 1 && _seen[i] != 0 ? (byte)0 : (byte)(_buckets[i] & ~_seen[i]);
        }

        return news;
    }

    /// <summary>Whether the last execution hit all counters that another was kept for: as often, or at all where several did the same in either.</summary>
    /// <param name="news">What was new in the other, as <see cref="News"/> says.</param>
    /// <param name="exactly">Whether how often counts.</param>
    public bool HasAll(ReadOnlySpan<byte> news, bool exactly)
    {
        for (var i = 0; i < news.Length; i++)
        {
            if (exactly ? (news[i] & ~_buckets[i]) != 0 : news[i] != 0 && _buckets[i] == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A counter that changes from run to run says nothing: all its buckets count as seen.</summary>
    /// <param name="index">The counter.</param>
    public void Ignore(int index)
    {
        Ignored++;
        EdgesSeen += _seen[index] == 0 ? 1 : 0;
        _seen[index] = byte.MaxValue;
    }

    bool HasUnseen()
    {
        for (var i = 0; i < _length; i++)
        {
            if (_buckets[i] != 0 && _seen[i] == 0)
            {
                return true;
            }
        }

        return false;
    }
}
