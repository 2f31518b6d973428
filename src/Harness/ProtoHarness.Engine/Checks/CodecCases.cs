using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Checks;

/// <summary>The inputs on which all laws of one codec are judged: drawn once, by whichever law comes first.</summary>
/// <param name="codec">The codec.</param>
/// <param name="seed">Where randomness comes from.</param>
/// <param name="count">How many frames are drawn.</param>
/// <param name="seen">Frames that were seen on the wire.</param>
sealed class CodecCases(FrameCodec codec, Seed seed, int count, IReadOnlyList<byte[]> seen)
{
    readonly Lazy<List<byte[]>> _valid = new(() => [.. CodecInputs.Valid(codec, seed, count, seen)]);
    readonly Lazy<List<byte[]>> _junk = new(() => [.. CodecInputs.Junk(codec, seed, 4 * count, seen)]);

    /// <summary>The codec.</summary>
    public FrameCodec Codec => codec;

    /// <summary>Whether there is nothing to judge: no schema to draw from, and no frame seen.</summary>
    public bool IsEmpty => codec.Schema.Fields.Count == 0 && seen.Count == 0;

    /// <summary>The inputs of a law, in order.</summary>
    /// <param name="law">The law.</param>
    public IEnumerable<byte[]> Of(CodecLaw law) => law.WantsJunk ? _valid.Value.Concat(_junk.Value) : _valid.Value;
}
