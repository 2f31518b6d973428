namespace ProtoHarness.Fuzzing.Engine;

/// <summary>Changes an input in place.</summary>
public interface IMutator
{
    /// <summary>Changes an input.</summary>
    /// <param name="buffer">The input.</param>
    /// <param name="other">Another input of the corpus, to take parts from.</param>
    /// <param name="random">The randomness.</param>
    /// <returns>Whether it could do anything with this input.</returns>
    bool Mutate(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random);
}
