using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Sharing;

public class BoundedCacheTests
{
    [Property(MaxTest = 100)]
    public void It_never_weighs_more_than_it_may_and_keeps_what_came_last(byte[] weights)
    {
        const int Most = 300;
        var cache = new BoundedCache<int, string>(Most);
        for (var i = 0; i < weights.Length; i++)
        {
            cache.Put(i, $"{i}", weights[i]);
            var kept = Enumerable.Range(0, i + 1).Where(key => cache.TryGet(key, out _)).ToList();

            Assert.Equal(kept.Count, cache.Count);
            Assert.True(kept.Sum(key => weights[key]) <= Most);
            Assert.Equal(Enumerable.Range(i + 1 - kept.Count, kept.Count), kept);
            Assert.Contains(i, kept);
        }
    }

    [Fact]
    public void What_is_heavier_than_all_may_be_is_not_kept_and_pushes_nothing_out()
    {
        var cache = new BoundedCache<string, string>(10);
        cache.Put("a", "1", 10);
        cache.Put("b", "2", 11);

        Assert.True(cache.TryGet("a", out _));
        Assert.False(cache.TryGet("b", out _));
    }
}
