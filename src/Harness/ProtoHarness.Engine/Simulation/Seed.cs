using System.Globalization;

namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// One 64-bit number per run. It fans out into named streams, so that adding a consumer of randomness changes nobody else's numbers.
/// </summary>
/// <param name="Value">The number.</param>
public readonly record struct Seed(ulong Value)
{
    /// <summary>The seed of a named stream below this one.</summary>
    /// <param name="name">Such as <c>conversation/echo</c>.</param>
    /// <returns>A seed that depends on both and on nothing else.</returns>
    public Seed Derive(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Derive(name, default);
    }

    /// <summary>The seed of a stream whose name has two parts.</summary>
    /// <param name="name">The first part.</param>
    /// <param name="more">The second.</param>
    /// <returns>The seed of the stream that has both as its name, one behind the other.</returns>
    internal Seed Derive(ReadOnlySpan<char> name, ReadOnlySpan<char> more) => new(SeededRandom.Mix(Hashed(Hashed(14695981039346656037UL ^ Value, name), more)));

    /// <summary>The seed of a numbered stream below this one.</summary>
    /// <param name="index">The number.</param>
    /// <returns>A seed that depends on both and on nothing else.</returns>
    public Seed Derive(long index) => new(SeededRandom.Mix(Value + (0x9E3779B97F4A7C15UL * (ulong)(index + 1))));

    /// <summary>Randomness from this seed.</summary>
    /// <returns>A new generator, at its start.</returns>
    public Random NewRandom() => new SeededRandom(Value);

    /// <summary>Reads a seed as it is printed: decimal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out Seed seed)
    {
        var ok = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        seed = new Seed(value);
        return ok;
    }

    static ulong Hashed(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
