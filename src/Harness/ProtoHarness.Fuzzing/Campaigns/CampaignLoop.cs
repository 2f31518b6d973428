using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing;

/// <summary>Puts a loop together with what is known of its target: structure, dictionary, examples.</summary>
static class CampaignLoop
{
    public static FuzzLoop Create(
        LoadedTarget target, FuzzOptions options, IFuzzEvents events, TimeProvider time, InputStage? stage, IReadOnlyDictionary<ulong, int> deaths, CancellationToken cancellation)
    {
        var structure = options.UseSchema ? target.Source.CreateMutator(options.Seed) : null;
        var loop = new FuzzLoop(target, options, events, time, stage, structure, cancellation) { Deaths = deaths };
        foreach (var schema in target.Source.Schemas.Where(StructureMutator.CanUse))
        {
            foreach (var word in FrameDictionary.Of(schema))
            {
                loop.Tokens.Add(word.Bytes.Span);
            }
        }

        foreach (var word in options.Dictionary)
        {
            loop.Tokens.Add(word);
        }

        return loop;
    }

    /// <summary>What a loop starts from: the saved corpus, or else the target's own examples and a few shapes that fit anything.</summary>
    public static IReadOnlyList<byte[]> Start(TargetSource target, FuzzOptions options, IReadOnlyList<byte[]> saved) =>
        saved.Count > 0 ? saved : [.. target.Examples(options.Seed), .. StartingInputs.Make(new FuzzRandom(options.Seed))];
}
