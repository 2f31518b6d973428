using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Tests.Engine;

public sealed class FuzzFeedbackTests
{
    [Fact]
    public void What_several_do_side_by_side_counts_as_what_one_does()
    {
        var first = CoverageMap.Reserve(4);
        var observer = new CoverageObserver(first, 4);

        Hit(first, 1, 2, 1, 0);
        Assert.True(observer.Collect());
        observer.Mark();

        Hit(first, 3, 6, 2, 0);
        FuzzFeedback.DoesAlike(3);
        var isNew = observer.Collect();
        var news = observer.News();
        observer.Mark();
        FuzzFeedback.DoesAlike(1);

        Assert.False(isNew);
        Assert.Equal([0, 0, 0, 0], news[..4]);
        Assert.Equal([1, 2, 1, 0], observer.Seen[..4].ToArray());
    }

    [Fact]
    public void What_one_of_several_does_alone_is_new()
    {
        var first = CoverageMap.Reserve(4);
        var observer = new CoverageObserver(first, 4);

        Hit(first, 0, 0, 0, 1);
        FuzzFeedback.DoesAlike(3);
        var isNew = observer.Collect();
        FuzzFeedback.DoesAlike(1);

        Assert.True(isNew);
        Assert.True(observer.HasAll([0, 0, 0, 2], exactly: false));
        Assert.False(observer.HasAll([0, 0, 0, 2], exactly: true));
        Assert.False(observer.HasAll([1, 0, 0, 0], exactly: false));
    }

    static void Hit(int first, params byte[] counts) => counts.CopyTo(CoverageMap.Range(first, counts.Length));
}
