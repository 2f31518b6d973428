using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameShrinkerTests
{
    [Property(MaxTest = 150)]
    public void Shrinks_are_valid_smaller_and_leave_the_original_alone(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        var weight = TreeWeight.Of(tree);
        foreach (var smaller in FrameShrinker.Shrink(tree).Take(200))
        {
            Assert.Null(smaller.Check());
            Assert.True(TreeWeight.Of(smaller).CompareTo(weight) < 0);
            Assert.True(FrameTreeReader.Read(smaller.Schema, FrameTreeWriter.Write(smaller)).IsComplete);
        }

        Assert.Equal(bytes, FrameTreeWriter.Write(tree));
    }

    [Property(MaxTest = 60)]
    public void Without_a_condition_every_tree_shrinks_to_the_size_of_the_example(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        var least = FrameShrinker.Minimize(tree, static _ => true);
        Assert.Equal(TreeWeight.Of(FrameGenerator.Example(tree.Schema)).Size, TreeWeight.Of(least).Size);
    }

    [Property(MaxTest = 60)]
    public void The_example_of_every_schema_has_no_smaller_shrink(DoNotSize<int> seed)
    {
        var example = FrameGenerator.Example(RandomSchemas.Make(seed.Item));
        Assert.All(FrameShrinker.Shrink(example), smaller => Assert.Equal(TreeWeight.Of(example).Size, TreeWeight.Of(smaller).Size));
    }

    [Fact]
    public void A_planted_bug_is_reduced_to_its_cause()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Mux, "command=Psh stream=77777 data=\"some text with the bad letter ! in it\"");
        var least = FrameShrinker.Minimize(tree, static each => each.Find("Data")!.Content.Span.Contains((byte)'!'));
        Assert.Equal("!"u8.ToArray(), least.Find("Data")!.Content.ToArray());
        Assert.Equal((Int128)0, least.Find("StreamId")!.Number);

        tree = FrameTreeBuilder.Parse(Schemas.Mux, "stream=77777");
        least = FrameShrinker.Minimize(tree, static each => each.Find("StreamId")!.Number > 1000);
        Assert.Equal((Int128)1001, least.Find("StreamId")!.Number);
    }

    [Fact]
    public void A_nested_frame_is_hoisted_out_of_what_encloses_it()
    {
        var tree = FrameTreeBuilder
            .Parse(Schemas.Tree, "body=Pair body.left.body=Boxed body.left.body.inner.body=Point body.left.body.inner.body.x=7");
        var least = FrameShrinker.Minimize(tree, static each => each.Nodes.Any(static node => node.Schema.Name == "X" && node.Number == 7));
        Assert.Equal("Shape = Leaf (1)\nBody = Point\nBody.X = 7\nBody.Y = 0", least.ToString());
    }

    [Fact]
    public void Optional_fields_are_dropped_and_elements_taken_away()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Optional, "flags=0xff message=\"hi there\"");
        Assert.True(tree.Find("WithFirst")!.IsPresent);
        var least = FrameShrinker.Minimize(tree, static each => each.Find("Extra")!.IsPresent);
        Assert.False(least.Find("WithFirst")!.IsPresent);
        Assert.False(least.Find("Message")!.IsPresent);

        tree = FrameTreeBuilder.Parse(Schemas.Arrays, "counted=[1,2,9,4,5]");
        least = FrameShrinker.Minimize(tree, static each => each.Find("Counted")!.Children.Any(static element => element.Number == 9));
        Assert.Equal((Int128)9, Assert.Single(least.Find("Counted")!.Children).Number);
    }
}
