using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class FrameMutatorTests
{
    [Property(MaxTest = 300)]
    public void Every_mutation_says_what_it_did_and_leaves_the_original_alone(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        var mutator = new FrameMutator(new Random(seed.Item));
        for (var i = 0; i < 20; i++)
        {
            var mutation = mutator.Mutate(tree);
            Assert.NotEqual("", mutation.Description);
            Assert.True(mutation.Path.Length == 0
                || mutation.Description.Contains(mutation.Path, StringComparison.Ordinal), mutation.Description);
            Assert.NotNull(FrameTreeReader.Read(tree.Schema, mutation.Bytes.Span).Tree);
            Assert.Equal(bytes, FrameTreeWriter.Write(tree));
        }
    }

    [Property(MaxTest = 300)]
    public void A_changed_value_leaves_the_frame_valid(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        var mutator = new FrameMutator(new Random(seed.Item));
        foreach (var mutation in Enumerable.Range(0, 20).Select(_ => mutator.Mutate(tree))
            .Where(static each => each.Kind == FrameMutationKind.ValueChanged))
        {
            Assert.Equal(FrameReadResult.Complete(mutation.Bytes.Length), FrameTreeReader.Read(tree.Schema, mutation.Bytes.Span).Result);
        }
    }

    [Property(MaxTest = 300)]
    public void What_must_be_refused_is_refused(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        if (!tree.Schema.IsSelfDelimiting)
        {
            return;
        }

        FrameMutationKind[] hopeless =
        [
            FrameMutationKind.WrongConstant, FrameMutationKind.WrongChecksum, FrameMutationKind.OutOfBounds,
            FrameMutationKind.UnknownEnumValue,
            FrameMutationKind.InvalidText, FrameMutationKind.OverlongVarInt, FrameMutationKind.WrongPadding,
        ];
        var mutator = new FrameMutator(new Random(seed.Item));
        foreach (var mutation in Enumerable.Range(0, 30).Select(_ => mutator.Mutate(tree)).Where(each => hopeless.Contains(each.Kind)))
        {
            var read = FrameTreeReader.Read(tree.Schema, mutation.Bytes.Span);
            Assert.True(read.Result.Status == FrameReadStatus.Malformed, $"{mutation}: {read.Result}\n{tree}");
        }
    }

    [Fact]
    public void Every_kind_of_mutation_occurs_on_schemas_that_have_what_it_breaks()
    {
        var kinds = new HashSet<FrameMutationKind>();
        var random = new Random(1);
        var mutator = new FrameMutator(random);
        for (var i = 0; i < 3000; i++)
        {
            var schema = Schemas.All[i % Schemas.All.Count];
            kinds.Add(mutator.Mutate(new FrameGenerator(schema, random).Generate(10)).Kind);
        }

        Assert.Equal(Enum.GetValues<FrameMutationKind>(), kinds.Order());
    }

    [Property(MaxTest = 50)]
    public void The_same_seed_makes_the_same_mutation(DoNotSize<int> seed)
    {
        var (tree, _) = FrameTreeTests.Generated(seed.Item);
        var (first, second) = (new FrameMutator(new Random(7)).Mutate(tree), new FrameMutator(new Random(7)).Mutate(tree));
        Assert.Equal(first.Description, second.Description);
        Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
    }

    [Property(MaxTest = 50)]
    public void A_frame_that_was_written_before_is_changed_as_one_that_was_not(DoNotSize<int> seed)
    {
        var (tree, bytes) = FrameTreeTests.Generated(seed.Item);
        var (writing, knowing) = (new FrameMutator(new Random(7)), new FrameMutator(new Random(7)));
        for (var i = 0; i < 20; i++)
        {
            var (first, second) = (writing.Mutate(tree), knowing.Mutate(tree, bytes));
            Assert.Equal(first.Description, second.Description);
            Assert.Equal(first.Bytes.ToArray(), second.Bytes.ToArray());
        }
    }

    [Fact]
    public void A_wrong_checksum_is_found_and_a_repaired_one_is_not()
    {
        var tree = FrameTreeBuilder.Parse(Schemas.Summed, "body=\"hello\"");
        tree.Find("Whole")!.Override = new() { Bits = 1 };
        var read = FrameTreeReader.Read(Schemas.Summed, FrameTreeWriter.Write(tree));
        Assert.Equal(("Whole", FrameErrorKind.ChecksumMismatch), (read.Result.Error!.Field, read.Result.Error.Kind));

        tree = FrameTreeBuilder.Parse(Schemas.Summed, "body=\"hello\"");
        tree.Find("Total")!.Override = new() { Bits = 3 };
        read = FrameTreeReader.Read(Schemas.Summed, FrameTreeWriter.Write(tree));
        Assert.Equal(FrameErrorKind.LengthMismatch, read.Result.Error!.Kind);
    }
}
