using System.Text;
using static ProtoHarness.Framing.Tests.Trees.Fields;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameTreeReaderTests
{
    static readonly FrameSchema Small = Frame("Small", UInt("A", 8),
        Bytes("B", Extent.Prefixed, 9).Prefixed(LengthPrefix.U16)) with { MaxLength = 8 };
    static readonly FrameSchema Strict = Frame("Strict",
        Text("T", Extent.Prefixed).Prefixed(LengthPrefix.U8) with { Encoding = TextEncoding.Ascii });

    static readonly FrameSchema Pairs = Frame("Pairs", Array("P", UInt("", 16), Extent.Prefixed, 3).Prefixed(LengthPrefix.U8));

    public static TheoryData<string, string, string, FrameErrorKind, int> Refusals => new()
    {
        { "Mux", "02", "Version", FrameErrorKind.ConstantMismatch, 0 },
        { "Mux", "0104", "Command", FrameErrorKind.UndefinedEnumValue, 1 },
        { "Tree", "04", "Shape", FrameErrorKind.UnknownTag, 0 },
        { "Small", "000006", "B", FrameErrorKind.LimitExceeded, 3 },
        { "Small", "00000a", "B", FrameErrorKind.LimitExceeded, 1 },
        { "Pairs", "07", "P", FrameErrorKind.LimitExceeded, 0 },
        { "Point", "8000", "X", FrameErrorKind.NotCanonical, 0 },
        { "Point", "00ffffffffffffffffff02", "Y", FrameErrorKind.LimitExceeded, 1 },
        { "Padded", "000100", "First", FrameErrorKind.NotCanonical, 0 },
        { "Strict", "0180", "T", FrameErrorKind.InvalidText, 1 },
        { "Arrays", "1f", "Count", FrameErrorKind.LimitExceeded, 0 },
        { "Hand", "0005", "Letters", FrameErrorKind.Custom, 1 },
        { "Hand", "0000020000", "Closed", FrameErrorKind.LengthMismatch, 3 },
        { "Hand", "0000010100", "Closed", FrameErrorKind.LengthMismatch, 3 },
        { "Boxed", "0004010000ff", "Inner", FrameErrorKind.LengthMismatch, 2 },
        { "Summed", "0000000000010000", "Total", FrameErrorKind.LengthMismatch, 5 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Malformed_input_is_refused_at_its_field(string name, string hex, string field, FrameErrorKind kind, int offset)
    {
        var schema = Schemas.All.Concat([Small, Strict, Pairs]).Single(each => each.Name == name);
        var read = FrameTreeReader.Read(schema, Convert.FromHexString(hex));
        Assert.Equal(FrameReadStatus.Malformed, read.Result.Status);
        Assert.Equal((field, kind, (long)offset), (read.Result.Error!.Field, read.Result.Error.Kind, read.Result.ErrorOffset));
        Assert.NotNull(read.StoppedAt);
    }

    [Fact]
    public void A_partial_tree_has_what_was_read()
    {
        var read = FrameTreeReader.Read(Schemas.Mux, [1, 2, 5, 0, 7, 0, 0, 0, (byte)'h', (byte)'e']);
        Assert.Equal(FrameReadResult.NeedMore(3), read.Result);
        Assert.Equal("Data", read.StoppedAt!.Path);
        Assert.Equal((Int128)7, read.Tree.Find("StreamId")!.Number);
        Assert.Equal("he"u8.ToArray(), read.Tree.Find("Data")!.Content.ToArray());
        Assert.False(read.Tree.Find("Data")!.IsComplete);

        read = FrameTreeReader.Read(Schemas.Boxed, [0, 9, 1, 5]);
        Assert.Equal(FrameReadResult.NeedMore(7), read.Result);
        Assert.Equal("Inner.Body.Y", read.StoppedAt!.Path);
    }

    [Fact]
    public void A_frame_that_nests_too_deep_is_refused()
    {
        var bytes = Enumerable.Repeat((byte)2, 200).ToArray();
        var read = FrameTreeReader.Read(Schemas.Tree, bytes);
        Assert.Equal(FrameErrorKind.TooDeep, read.Result.Error!.Kind);
    }

    [Fact]
    public void Elements_without_bytes_are_refused_and_so_is_a_count_that_no_frame_can_hold()
    {
        var schema = Frame("Hollow", Count("Count", 32, "Items"),
            Array("Items", Nested("", () => Schemas.Empty), Extent.CountField, long.MaxValue, "Count"));
        var read = FrameTreeReader.Read(schema, [0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Equal(("Items", FrameErrorKind.LimitExceeded), (read.Result.Error!.Field, read.Result.Error.Kind));
        Assert.Equal(FrameReadResult.NeedMore(2), FrameTreeReader.Read(schema, [0, 0, 0, 2]).Result);
        read = FrameTreeReader.Read(schema, [0, 0, 0, 2, 0, 0]);
        Assert.Equal(("Items", FrameErrorKind.LengthMismatch), (read.Result.Error!.Field, read.Result.Error.Kind));

        var tree = FrameGenerator.Example(schema);
        FrameTreeBuilder builder = new(tree);
        Assert.Equal(FrameErrorKind.LengthMismatch, builder.Set("Items[1]", "{}").Build().Check()!.Kind);
    }

    [Fact]
    public void A_tree_that_cannot_be_written_is_refused_with_its_field()
    {
        var tree = FrameGenerator.Example(Schemas.Texts);
        tree.Find("Line")!.Content = Encoding.ASCII.GetBytes("a\r\nb");
        Assert.Equal("Line", Assert.Throws<FrameEncodingException>(() => FrameTreeWriter.Write(tree)).Error.Field);

        tree = FrameGenerator.Example(Schemas.Optional);
        tree.Find("WithFirst")!.IsPresent = true;
        Assert.Equal("WithFirst", Assert.Throws<FrameEncodingException>(() => FrameTreeWriter.Write(tree)).Error.Field);

        tree = FrameGenerator.Example(Small);
        tree.Find("B")!.Content = new byte[6];
        Assert.Equal(FrameErrorKind.LimitExceeded, Assert.Throws<FrameEncodingException>(() => FrameTreeWriter.Write(tree)).Error.Kind);
    }

    [Fact]
    public void Overrides_reach_the_wire()
    {
        var tree = FrameGenerator.Example(Schemas.Texts);
        tree.Find("Name")!.Override = new() { Prefix = 200 };
        tree.Find("Line")!.Override = new() { Delimiter = "!"u8.ToArray() };
        tree.Find("Wide")!.Override = new() { Encoding = "?"u8.ToArray() };
        Assert.Equal("PH!aab\u00c8aa\0\0\0\0?\0\0\0\0\0aaa", Encoding.Latin1.GetString(FrameTreeWriter.Write(tree)));

        tree = FrameGenerator.Example(Schemas.Padded);
        tree.Find("First")!.Override = new() { Padding = 0xEE };
        Assert.Equal([0xEE, 0xEE, 0], FrameTreeWriter.Write(tree)[..3]);
    }

    [Fact]
    public void The_dictionary_has_constants_names_delimiters_and_boundaries()
    {
        var words = FrameDictionary.Of(Schemas.Mux).Concat(FrameDictionary.Of(Schemas.Texts))
            .ToDictionary(static word => word.Name, static word => word.Bytes.ToArray());
        Assert.Equal([1], words["Mux.Version"]);
        Assert.Equal([2], words["Mux.Command=Psh"]);
        Assert.Equal([0xFF, 0xFF], words["Mux.Length=65535"]);
        Assert.Equal("PH"u8.ToArray(), words["Texts.Magic"]);
        Assert.Equal("\r\n"u8.ToArray(), words["Texts.Line.delimiter"]);
        Assert.Equal([201], words["Texts.Name.length=201"]);
    }
}
