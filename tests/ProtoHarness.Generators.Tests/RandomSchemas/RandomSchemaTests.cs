using System.Reflection;
using Microsoft.CodeAnalysis;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Laws;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

public class RandomSchemaTests
{
    const int Frames = 120;
    const int ValuesPerFrame = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(20260101)]
    public void Random_declarations_compile_and_their_codecs_keep_every_law(int seed)
    {
        var assembly = Compiling.Load(RandomFrames.Source(seed, Frames));
        var random = new Random(seed);
        var refused = 0;
        var failures = new List<string>();
        for (var i = 0; i < Frames && failures.Count < 5; i++)
        {
            var type = assembly.GetType($"Random.R{i}", throwOnError: true)!;
            try
            {
                for (var j = 0; j < ValuesPerFrame; j++)
                {
                    refused += CheckOne(type, random) ? 0 : 1;
                }

                CheckJunk(ValueMaker.CodecOf(type), random);
            }
            catch (InvalidOperationException failure)
            {
                failures.Add(failure.Message);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));

        // Lengths that the generator of values does not look at may be too long for a byte; most values must be good.
        Assert.InRange(refused, 0, Frames * ValuesPerFrame / 5);
    }

    [Fact]
    public void Random_source_is_the_same_for_the_same_seed() =>
        Assert.Equal(RandomFrames.Source(5, 20), RandomFrames.Source(5, 20));

    static bool CheckOne(Type type, Random random)
    {
        var codec = ValueMaker.CodecOf(type);
        object frame;
        try
        {
            frame = ValueMaker.Make(type, random);
            codec.GetEncodedLength(frame);
        }
        catch (FrameEncodingException refusal)
        {
            Assert.NotEqual("", refusal.Error.Field);
            return false;
        }

        try
        {
            CodecLaws.CheckValue(codec, frame, random);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new InvalidOperationException($"{Describe(codec.Schema)}\n{frame}\n{failure.Message}", failure);
        }

        return true;
    }

    static void CheckJunk(FrameCodec codec, Random random)
    {
        for (var i = 0; i < 20; i++)
        {
            var junk = new byte[random.Next(80)];
            random.NextBytes(junk);
            try
            {
                CodecLaws.CheckBytes(codec, junk, random);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw new InvalidOperationException($"{Describe(codec.Schema)}\njunk {Convert.ToHexString(junk)}\n{failure.Message}", failure);
            }
        }
    }

    static string Describe(FrameSchema schema) => $"{schema.Name}: " + string.Join("; ", schema.Fields.Select(field => field.ToString()
        + $" {field.Role} {field.Extent} [{field.MinLength}..{field.MaxLength}] {field.Condition}"));
}
