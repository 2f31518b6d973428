using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameGeneratorTests
{
    [Property(MaxTest = 500)]
    public void Every_generated_tree_is_within_its_limits(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        Assert.Null(tree.Check());
        Assert.InRange(bytes.Length, 0, tree.Schema.MaxLength);
        Assert.False(tree.Root.HasOverrides);
    }

    [Property(MaxTest = 300)]
    public void The_example_is_no_heavier_than_any_generated_tree(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        var example = FrameGenerator.Example(tree.Schema);
        Assert.Null(example.Check());
        Assert.True(TreeWeight.Of(example).Size <= TreeWeight.Of(tree).Size, $"{example}\n--\n{tree}");
    }

    [Property(MaxTest = 100)]
    public void The_same_seed_gives_the_same_tree(DoNotSize<int> seed) =>
        Assert.Equal(FrameTreeTests.Generated(seed.Item).Bytes, FrameTreeTests.Generated(seed.Item).Bytes);

    [Fact]
    public void Generated_trees_are_seldom_the_example_that_it_falls_back_to()
    {
        var examples = 0;
        const int Trees = 2000;
        for (var seed = 0; seed < Trees; seed++)
        {
            var schema = RandomSchemas.Make(seed);
            examples += new FrameGenerator(schema, new Random(seed)).Generate(30).ContentEquals(FrameGenerator.Example(schema)) ? 1 : 0;
        }

        Assert.InRange(examples, 0, Trees / 10);
    }

    [Fact]
    public void Boundaries_are_all_reached()
    {
        var generator = new FrameGenerator(Schemas.Mux, new Random(1), new() { MaxBytes = 70_000 });
        var lengths = new HashSet<int>();
        var commands = new HashSet<ulong>();
        var streams = new HashSet<ulong>();
        for (var i = 0; i < 2000; i++)
        {
            var tree = generator.Generate(20);
            lengths.Add(tree.Find("Data")!.Content.Length);
            commands.Add(tree.Find("Command")!.Bits);
            streams.Add(tree.Find("StreamId")!.Bits);
        }

        Assert.Superset(new HashSet<int> { 0, 1, 2, 20, 255, 256, 4088 }, lengths);
        Assert.Equal(4, commands.Count);
        Assert.Superset(new HashSet<ulong> { 0, 1, 127, 128, 255, 256, 65535, uint.MaxValue - 1, uint.MaxValue }, streams);
    }

    [Fact]
    public void Open_enums_get_unnamed_values_and_both_sides_of_a_condition_occur()
    {
        var numbers = Enumerable.Range(0, 200).Select(static seed => new FrameGenerator(Schemas.Numbers, new Random(seed)).Generate(9))
            .ToList();
        Assert.Contains(numbers, static tree => tree.Find("Open")!.Bits == 2);
        Assert.Contains(numbers, static tree => tree.Find("Open")!.Bits > 2);
        var optional = Enumerable.Range(0, 200).Select(static seed => new FrameGenerator(Schemas.Optional, new Random(seed)).Generate(9))
            .ToList();
        foreach (var name in new[] { "WithFirst", "Message", "Extra", "Blob" })
        {
            Assert.Contains(optional, tree => tree.Find(name)!.IsPresent);
            Assert.Contains(optional, tree => !tree.Find(name)!.IsPresent);
        }
    }

    [Fact]
    public void Frames_that_nest_themselves_end_and_nest()
    {
        var depths = Enumerable.Range(0, 200).Select(static seed => new FrameGenerator(Schemas.Tree, new Random(seed)).Generate(5))
            .Select(static tree => tree.Nodes.Max(static node => node.Path.Count(static each => each == '.'))).ToList();
        Assert.Contains(depths, static depth => depth >= 4);
        Assert.All(depths, static depth => Assert.InRange(depth, 1, 9));
    }

    [Fact]
    public void A_frame_that_never_ends_is_refused()
    {
        FrameSchema? endless = null;
        endless = Fields.Frame("Endless", Fields.Nested("Again", () => endless!));
        var thrown = Assert.Throws<InvalidOperationException>(() => FrameGenerator.Example(endless));
        Assert.Contains("never ends", thrown.Message, StringComparison.Ordinal);
    }
}
