using FsCheck;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Trees;

public sealed class SchemaAgreementTests
{
    [Property(MaxTest = 400)]
    public void Codec_and_schema_agree_on_generated_frames_and_their_prefixes(DoNotSize<int> seed)
    {
        var (codec, tree, random) = Generated(seed.Item);
        var bytes = FrameTreeWriter.Write(tree);
        Assert.Null(SchemaAgreement.Compare(codec, bytes));
        Assert.True(codec.Measure(bytes).IsComplete, codec.Measure(bytes).ToString());
        for (var i = 0; i < 20; i++)
        {
            AssertAgree(codec, bytes.AsSpan(0, random.Next(bytes.Length + 1)), "prefix");
        }
    }

    [Property(MaxTest = 400)]
    public void Codec_and_schema_agree_on_mutated_frames(DoNotSize<int> seed)
    {
        var (codec, tree, random) = Generated(seed.Item);
        var mutator = new FrameMutator(random);
        for (var i = 0; i < 20; i++)
        {
            var mutation = mutator.Mutate(tree);
            AssertAgree(codec, mutation.Bytes.Span, mutation.Description);
            AssertAgree(codec, mutation.Bytes.Span[..random.Next(mutation.Bytes.Length + 1)], mutation.Description);
        }
    }

    [Property(MaxTest = 400)]
    public void Codec_and_schema_agree_on_junk(DoNotSize<int> seed)
    {
        var (codec, tree, random) = Generated(seed.Item);
        var bytes = FrameTreeWriter.Write(tree);
        for (var i = 0; i < 20; i++)
        {
            var junk = bytes.ToArray();
            for (var flips = random.Next(1, 6); flips > 0 && junk.Length > 0; flips--)
            {
                junk[random.Next(junk.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : 1 << random.Next(8));
            }

            AssertAgree(codec, junk, "flips");
        }
    }

    [Fact]
    public void Codec_and_schema_refuse_for_the_same_reason()
    {
        var (same, all) = (0, 0);
        var different = new SortedDictionary<string, int>();
        for (var seed = 0; seed < 1000; seed++)
        {
            var (codec, tree, random) = Generated(seed);
            var mutation = new FrameMutator(random).Mutate(tree);
            var (coded, read) = (codec.Measure(mutation.Bytes.Span), FrameTreeReader.Read(codec.Schema, mutation.Bytes.Span).Result);
            if (coded.Error is { } left && read.Error is { } right)
            {
                all++;
                if ((left.Frame, left.Field, left.Kind) == (right.Frame, right.Field, right.Kind) && coded.ErrorOffset == read.ErrorOffset)
                {
                    same++;
                }
                else
                {
                    var key = $"{mutation.Kind}: {left} {left.Kind} at {coded.ErrorOffset} / {right} {right.Kind} at {read.ErrorOffset}";
                    different[key] = different.GetValueOrDefault(key) + 1;
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{same} of {all}\n{string.Join('\n', different.Keys)}");
        Assert.True(all > 200);
        Assert.InRange(same, all * 95 / 100, all);
    }

    [Fact]
    public void A_codec_that_does_not_follow_its_schema_is_found()
    {
        var codec = FrameCodec.Of<BentFrame>();
        var tree = FrameGenerator.Example(codec.Schema);
        Assert.Contains("the codec reads 2 bytes and the schema 4", SchemaAgreement.Compare(codec, tree), StringComparison.Ordinal);
    }

    static void AssertAgree(FrameCodec codec, ReadOnlySpan<byte> input, string what)
    {
        var difference = SchemaAgreement.Compare(codec, input);
        Assert.True(difference is null, $"{codec.Schema.Name}, {what}: {difference}\n{Convert.ToHexString(input)}");
    }

    static (FrameCodec Codec, FrameTree Tree, Random Random) Generated(int seed)
    {
        var random = new Random(seed);
        var codec = Declared.All[random.Next(Declared.All.Count)];
        return (codec, new FrameGenerator(codec.Schema, random).Generate(random.Next(30)), random);
    }
}
