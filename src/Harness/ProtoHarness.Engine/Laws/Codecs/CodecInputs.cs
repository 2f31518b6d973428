using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Inputs on which the laws of codecs are judged: frames drawn from the schema, frames seen on the wire, and what mutation makes of them.</summary>
public static class CodecInputs
{
    /// <summary>Valid frames, short ones first.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="seed">Where randomness comes from.</param>
    /// <param name="count">How many are drawn from the schema.</param>
    /// <param name="seen">Frames that were seen on the wire; all there is for a codec that does not describe itself.</param>
    /// <returns>Encoded frames.</returns>
    public static IEnumerable<byte[]> Valid(FrameCodec codec, Seed seed, int count, IReadOnlyList<byte[]> seen)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(seen);
        foreach (var example in FrameExamples.Of(codec))
        {
            yield return example;
        }

        if (codec.Schema.Fields.Count > 0)
        {
            yield return FrameTreeWriter.Write(FrameGenerator.Example(codec.Schema));
            var generator = new FrameGenerator(codec.Schema, seed.Derive(codec.Schema.Name).NewRandom());
            for (var i = 0; i < count; i++)
            {
                yield return FrameTreeWriter.Write(generator.Generate(i % 64));
            }
        }

        foreach (var frame in seen)
        {
            yield return frame;
        }
    }

    /// <summary>Inputs that are mostly no frames: valid ones with bytes changed, cut, repeated, and noise.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="seed">Where randomness comes from.</param>
    /// <param name="count">How many.</param>
    /// <param name="seen">Frames that were seen on the wire.</param>
    /// <returns>Inputs.</returns>
    public static IEnumerable<byte[]> Junk(FrameCodec codec, Seed seed, int count, IReadOnlyList<byte[]> seen)
    {
        var random = seed.Derive("junk").NewRandom();
        var valid = Valid(codec, seed, Math.Min(count, 64), seen).Where(input => input.Length > 0).ToList();
        yield return [];
        for (var i = 0; i < count; i++)
        {
            if (valid.Count == 0 || i % 8 == 7)
            {
                var noise = new byte[random.Next(1, 64)];
                random.NextBytes(noise);
                yield return noise;
            }
            else
            {
                yield return Change(valid[i % valid.Count], i, random);
            }
        }
    }

    static byte[] Change(byte[] frame, int i, Random random)
    {
        var at = i / 8 < frame.Length ? i / 8 : random.Next(frame.Length);
        var copy = (byte[])frame.Clone();
        switch (i % 8)
        {
            case 0 or 1:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 2:
                copy.AsSpan(at, Math.Min(1 << random.Next(4), copy.Length - at)).Fill(0xFF);
                return copy;
            case 3:
                copy.AsSpan(at, Math.Min(1 << random.Next(4), copy.Length - at)).Clear();
                return copy;
            case 4:
                return copy[..random.Next(copy.Length)];
            case 5:
                return [.. copy, .. copy.AsSpan(0, at)];
            default:
                copy[at] = (byte)(random.Next(2) == 0 ? 0x7F : 0x80);
                return copy;
        }
    }
}
