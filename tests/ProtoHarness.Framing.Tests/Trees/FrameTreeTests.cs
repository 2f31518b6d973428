using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameTreeTests
{
    const int Size = 40;

    [Property(MaxTest = 500)]
    public void A_written_tree_reads_back_equal(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        var read = FrameTreeReader.Read(tree.Schema, bytes);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), read.Result);
        Assert.True(tree.ContentEquals(read.Tree), $"{tree}\n--\n{read.Tree}");
        Assert.Null(read.StoppedAt);
        Assert.Equal(bytes, FrameTreeWriter.Write(read.Tree));
    }

    [Property(MaxTest = 300)]
    public void Reading_and_writing_place_every_field_alike(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        var read = FrameTreeReader.Read(tree.Schema, bytes);
        var written = tree.Nodes.Select(static node => (node.Path, node.Layout)).ToList();
        Assert.Equal(written, read.Tree.Nodes.Select(static node => (node.Path, node.Layout)));
    }

    [Property(MaxTest = 300)]
    public void Every_prefix_of_a_frame_needs_more_and_not_more_than_is_missing(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        if (!tree.Schema.IsSelfDelimiting)
        {
            return;
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            var read = FrameTreeReader.Read(tree.Schema, bytes.AsSpan(0, length));
            Assert.Equal(FrameReadStatus.NeedMore, read.Result.Status);
            Assert.InRange(read.Result.Missing, 1, bytes.Length - length);
            Assert.NotNull(read.StoppedAt);
        }
    }

    [Property(MaxTest = 300)]
    public void What_follows_a_frame_is_left_alone(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        if (tree.Schema.IsSelfDelimiting)
        {
            var read = FrameTreeReader.Read(tree.Schema, (byte[])[.. bytes, 1, 2, 3]);
            Assert.Equal(FrameReadResult.Complete(bytes.Length), read.Result);
        }
    }

    [Property(MaxTest = 300)]
    public void A_segmented_frame_reads_like_a_contiguous_one(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        var read = FrameTreeReader.Read(tree.Schema, Segments.Split(bytes, new Random(seed.Item)));
        Assert.True(tree.ContentEquals(read.Tree));
    }

    [Property(MaxTest = 500)]
    public void Junk_never_throws_and_reads_to_an_answer_that_writing_confirms(DoNotSize<int> seed)
    {
        var (tree, bytes) = Generated(seed.Item);
        var random = new Random(seed.Item);
        for (var i = 0; i < 20; i++)
        {
            var junk = bytes.ToArray();
            for (var flips = random.Next(1, 4); flips > 0 && junk.Length > 0; flips--)
            {
                junk[random.Next(junk.Length)] = (byte)random.Next(256);
            }

            var read = FrameTreeReader.Read(tree.Schema, junk);
            if (read.IsComplete)
            {
                Assert.Equal(junk[..(int)read.Result.Consumed], FrameTreeWriter.Write(read.Tree));
            }
            else
            {
                Assert.NotNull(read.StoppedAt);
                Assert.InRange(read.Result.ErrorOffset, 0, junk.Length);
                Assert.False(read.Tree.Root.IsComplete);
            }
        }

        var noise = new byte[random.Next(200)];
        random.NextBytes(noise);
        Assert.NotNull(FrameTreeReader.Read(tree.Schema, noise).Tree.ToString());
    }

    [Fact]
    public void Hand_made_schemas_have_every_kind_role_and_extent()
    {
        var fields = Schemas.All.SelectMany(static schema => schema.Fields)
            .SelectMany(static field => new[] { field, field.Element ?? field }).ToList();
        Assert.Equal(Enum.GetValues<FieldKind>(), fields.Select(static field => field.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<FieldRole>(), fields.Select(static field => field.Role).Distinct().Order());
        Assert.Equal(Enum.GetValues<Extent>(), fields.Select(static field => field.Extent).Distinct().Order());
    }

    internal static (FrameTree Tree, byte[] Bytes) Generated(int seed)
    {
        var random = new Random(seed);
        var tree = new FrameGenerator(RandomSchemas.Make(seed), random).Generate(random.Next(Size));
        return (tree, FrameTreeWriter.Write(tree));
    }
}
