using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameTreeBuilderTests
{
    [Fact]
    public void A_line_of_assignments_makes_a_frame()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Mux, """command=psh stream=1 data="he\x00llo\n" """);
        Assert.Equal("Version = 1\nCommand = Psh (2)\nLength = 7\nStreamId = 1\nData = 0x6865006c6c6f0a", tree.ToString());
        Assert.Equal([1, 2, 7, 0, 1, 0, 0, 0, .. "he\0llo\n"u8], FrameTreeWriter.Write(tree));
    }

    [Fact]
    public void A_derived_field_that_is_set_is_overridden()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Mux, "length=9 version=2 data=0x0102");
        Assert.Equal([2, 0, 9, 0, 0, 0, 0, 0, 1, 2], FrameTreeWriter.Write(tree));
    }

    [Fact]
    public void Cases_conditions_and_elements_appear_when_they_are_named()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Tree, "shape=Pair left.shape=Box Body.Right.X=-3");
        Assert.Equal("Pair (2)", tree.Find("Shape")!.DisplayText);
        Assert.Equal("Boxed", tree.Find("Body.Left.Body")!.DisplayText);
        Assert.Equal((Int128)(-3), tree.Find("Body.Right.Body.X")!.Number);
        Assert.Null(tree.Check());

        tree = FrameTreeBuilder.Parse(Schemas.Optional, "message=hi withFirst=7 extra={x=1 y=2} blob=3*0xab");
        Assert.Null(tree.Check());
        Assert.Equal((Int128)0x91, tree.Find("Flags")!.Number);
        Assert.Equal("\"hi\"", tree.Find("Message")!.DisplayText);
        Assert.Equal((Int128)2, tree.Find("Extra.Y")!.Number);
        Assert.Equal("0xababab", tree.Find("Blob")!.DisplayText);

        tree = FrameTreeBuilder.Parse(Schemas.Arrays, """counted=[1, 2] points[1].y=5 names=["a b", "c,\\\"d"] items=[{x=1}, {x=2 y=3}] """);
        Assert.Null(tree.Check());
        Assert.Equal([1, 2], tree.Find("Counted")!.Children.Select(static each => (int)each.Number));
        Assert.Equal((Int128)5, tree.Find("Points[1].Y")!.Number);
        Assert.Equal("c,\\\"d", tree.Find("Names[1]")!.Text);
        Assert.Equal((Int128)3, tree.Find("Items[1].Y")!.Number);
    }

    [Theory]
    [InlineData("strem=1", 0, "strem", "StreamId", "has no field 'strem'")]
    [InlineData("stream=1 data=\"open", 19, "Data", null, "closing quote")]
    [InlineData("stream=4294967296", 7, "StreamId", null, "4294967296 is outside 0..4294967295")]
    [InlineData("stream=x", 7, "StreamId", null, "'x' is not a number in 0..4294967295")]
    [InlineData("command=Phs", 8, "Command", "Psh", "one of Syn, Fin, Psh, Nop")]
    [InlineData("command=9", 8, "Command", null, "9 is none of Syn, Fin, Psh, Nop")]
    [InlineData("data=\"a\\q\"", 7, "Data", null, "an escape is one of")]
    [InlineData("data=0x123", 5, "Data", null, "bytes are written as")]
    [InlineData("stream", 0, "", null, "'stream' is not name=value")]
    [InlineData("stream.x=1", 7, "StreamId", null, "has no fields")]
    [InlineData("data[1]=1", 4, "Data", null, "is no array")]
    public void A_mistake_is_named_with_its_place_and_what_would_be_right(string text, int position, string path, string? nearest,
        string reason)
    {
        var error = Assert.Throws<FieldTextException>(() => FrameTreeBuilder.Parse(Schemas.Mux, text)).Error;
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
        Assert.Equal(nearest, error.Nearest);
        Assert.True(path == error.Path || error.Path.Length == 0, error.Path);
    }

    [Fact]
    public void A_content_beyond_its_limit_or_outside_its_encoding_is_refused()
    {
        Assert.Contains("outside 2..200", new FrameTreeBuilder(Schemas.Texts).TrySet("Name", "\"x\"")!.Reason, StringComparison.Ordinal);
        Assert.Contains("not ASCII", new FrameTreeBuilder(Schemas.Texts).TrySet("Ascii", "\"é\"")!.Reason, StringComparison.Ordinal);
        Assert.Contains("delimiter", new FrameTreeBuilder(Schemas.Texts).TrySet("Line", "\"a\\r\\nb\"")!.Reason, StringComparison.Ordinal);
        Assert.Contains("outside 0..30",
            new FrameTreeBuilder(Schemas.Arrays).TrySet("Counted", string.Join(',', Enumerable.Range(0, 31)))!.Reason,
            StringComparison.Ordinal);
        Assert.Null(new FrameTreeBuilder(Schemas.Texts).TrySet("Name", "\"xy\""));
    }

    [Property(MaxTest = 300)]
    public void What_a_field_displays_sets_it_to_what_it_was(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        var builder = new FrameTreeBuilder(FrameGenerator.Example(tree.Schema));
        foreach (var node in tree.Root.Children)
        {
            var isPlain = node.Schema is { Role: FieldRole.Value, Kind: FieldKind.Integer or FieldKind.VarInt or FieldKind.Text,
                Condition: null };
            if (isPlain)
            {
                var text = node.Schema.Kind == FieldKind.Text ? node.DisplayText : node.Number.ToString();
                Assert.Null(builder.TrySet(node.Path, text));
                Assert.Equal(node.DisplayText, builder.Build().Find(node.Path)!.DisplayText);
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Junk_text_is_refused_with_a_place_and_never_crashes(string text)
    {
        foreach (var schema in Schemas.All)
        {
            var error = Record.Exception(() => FrameTreeBuilder.Parse(schema, text ?? ""));
            Assert.True(error is null or FieldTextException, error?.ToString());
            foreach (var field in schema.Fields)
            {
                var answer = new FrameTreeBuilder(schema).TrySet(field.Name, text ?? "");
                Assert.True(answer is null || answer.Position >= 0);
            }
        }
    }
}
