using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>A law of codecs: judged on one input, so that a finding is an input, and shrinking it is shortening it.</summary>
public abstract class CodecLaw
{
    /// <summary>What it says.</summary>
    public abstract Law Law { get; }

    /// <summary>Whether it wants to see inputs that are no frames, too.</summary>
    public virtual bool WantsJunk => false;

    /// <summary>Judges one input. A codec that throws is judged by the caller.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="input">Bytes; a frame and perhaps more, or junk.</param>
    /// <returns>The judgement.</returns>
    public Judgement Judge(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        ArgumentNullException.ThrowIfNull(codec);
        try
        {
            return Check(codec, input);
        }
        catch (Exception e)
        {
            return Judgement.Fail($"the codec threw {e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Judges one input.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="input">The input.</param>
    /// <returns>The judgement.</returns>
    protected abstract Judgement Check(FrameCodec codec, ReadOnlyMemory<byte> input);
}
