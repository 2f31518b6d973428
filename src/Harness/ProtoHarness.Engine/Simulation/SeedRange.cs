namespace ProtoHarness.Engine.Simulation;

/// <summary>Seeds that follow each other.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, which is one of them.</param>
public readonly record struct SeedRange(Seed First, Seed Last)
{
    const string Between = "..";

    /// <summary>The seeds in ascending order.</summary>
    /// <returns>At least one.</returns>
    public IEnumerable<Seed> All()
    {
        for (var value = First.Value; value < Last.Value; value++)
        {
            yield return new Seed(value);
        }

        yield return Last;
    }

    /// <summary>Reads a range such as <c>1..1000</c>. A number alone is none: it could be the one seed, or how many there are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    /// <returns>Whether it is one that does not go down.</returns>
    public static bool TryParse(string text, out SeedRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf(Between, StringComparison.Ordinal);
        range = default;
        if (at < 0 || !Seed.TryParse(text[..at], out var first) || !Seed.TryParse(text[(at + Between.Length)..], out var last) || first.Value > last.Value)
        {
            return false;
        }

        range = new SeedRange(first, last);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First}{Between}{Last}";
}
