using System.Numerics;
using System.Runtime.CompilerServices;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>What guides the loop: the edges of the target, and the states that it reports if it reports any.</summary>
/// <param name="target">The target.</param>
sealed class FeedbackObserver(LoadedTarget target)
{
    CoverageObserver? _states;

    /// <summary>The edges.</summary>
    public CoverageObserver Edges { get; } = new(target.First, target.Sites.Count);

    /// <summary>The number of states and transitions ever reached.</summary>
    public int StatesSeen => _states?.EdgesSeen ?? 0;

    /// <summary>Reads and clears the counters of an execution.</summary>
    /// <returns>Whether anything is new; it is not marked as seen yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Collect() => Edges.Collect() | (FuzzFeedback.IsUsed && CollectStates());

    /// <summary>What the last execution hit, to compare others with.</summary>
    public (byte[] Edges, byte[] States) Snapshot() => (Edges.Buckets.ToArray(), _states is null ? [] : _states.Buckets.ToArray());

    /// <summary>Whether the last execution hit what another did, as often, but for counters that are ignored.</summary>
    /// <param name="other">What the other hit.</param>
    public bool IsLike((byte[] Edges, byte[] States) other) => Edges.IsLike(other.Edges) && (_states is null || other.States.Length == 0 || _states.IsLike(other.States));

    /// <summary>What the last execution hit that was not seen before.</summary>
    public (byte[] Edges, byte[] States) News() => (Edges.News(), _states is null ? [] : _states.News());

    /// <summary>Whether the last execution hit all that another was kept for.</summary>
    /// <param name="news">What was new in the other.</param>
    /// <param name="exactly">Whether it counts how often each was hit.</param>
    public bool HasAll((byte[] Edges, byte[] States) news, bool exactly) =>
        Edges.HasAll(news.Edges, exactly) && (_states is null || _states.HasAll(news.States, exactly));

    /// <summary>Marks what the last execution hit as seen.</summary>
    public void Mark()
    {
        Edges.Mark();
        _states?.Mark();
    }

    /// <summary>What the last execution hit: counter times eight plus bucket, states behind the edges.</summary>
    public int[] Features()
    {
        var features = new List<int>();
        Add(features, Edges.Buckets, 0);
        Add(features, _states is null ? [] : _states.Buckets, Edges.Buckets.Length);
        return [.. features];
    }

    static void Add(List<int> features, ReadOnlySpan<byte> buckets, int offset)
    {
        for (var i = 0; i < buckets.Length; i++)
        {
            if (buckets[i] != 0)
            {
                features.Add(((i + offset) * 8) + BitOperations.Log2(buckets[i]));
            }
        }
    }

    bool CollectStates() => (_states ??= new CoverageObserver(FuzzFeedback.First, FuzzFeedback.Counters)).Collect();
}
