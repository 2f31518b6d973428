using System.Reflection;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Laws;
using ProtoHarness.Generators.Tests.Support;

namespace ProtoHarness.Generators.Tests.RandomSchemas;

/// <summary>Many random declarations, compiled together: one compilation costs about as much as fifty declarations more.</summary>
sealed class Batch
{
    const int ValidInputs = 4;
    const int UsualJunk = 8;

    // Every law cuts its input everywhere: a long one costs its length squared and shows nothing that a short one does not.
    const int MaxInput = 300;

    static readonly Lazy<Batch> Usual = new(() => new(Compiling.Load(RandomFrames.Source(20260101, 160))));

    readonly Dictionary<(FrameCodec, ulong), (IReadOnlyList<byte[]> Valid, IReadOnlyList<byte[]> Junk)> _inputs = [];
    readonly int _junk;

    /// <param name="assembly">What was compiled.</param>
    /// <param name="junk">How many inputs that are mostly no frames there are for each codec.</param>
    public Batch(Assembly assembly, int junk = UsualJunk)
    {
        _junk = junk;
        var all = new List<FrameCodec>();
        while (assembly.GetType($"Random.R{all.Count}") is { } type)
        {
            all.Add(ValueMaker.CodecOf(type));
        }

        Codecs = [.. all.Where(HasExample)];

        // A length that counts less than it measures, over what may be empty, has values for which there is no frame.
        Assert.InRange(Codecs.Count, Math.Max(1, all.Count * 9 / 10), all.Count);
    }

    /// <summary>The batch that most tests are about. Not for tests that run at the same time.</summary>
    public static Batch Shared => Usual.Value;

    /// <summary>The codecs of the declarations.</summary>
    public IReadOnlyList<FrameCodec> Codecs { get; }

    /// <summary>Frames drawn from a codec's schema; with junk, what was made of them too.</summary>
    public IEnumerable<byte[]> Inputs(FrameCodec codec, ulong seed, bool withJunk)
    {
        if (!_inputs.TryGetValue((codec, seed), out var inputs))
        {
            inputs = ([.. CodecInputs.Valid(codec, new Seed(seed), ValidInputs, []).Where(IsShort)], [.. CodecInputs.Junk(codec, new Seed(seed), _junk, []).Where(IsShort)]);
            _inputs.Add((codec, seed), inputs);
        }

        return withJunk ? inputs.Valid.Concat(inputs.Junk) : inputs.Valid;
    }

    static bool IsShort(byte[] input) => input.Length <= MaxInput;

    static bool HasExample(FrameCodec codec)
    {
        try
        {
            ProtoHarness.Framing.FrameGenerator.Example(codec.Schema);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
