using System.Globalization;

namespace ProtoHarness.Testing.Schedules;

/// <summary>A schedule as text: the seed of the run, and every choice that was not the plain one.</summary>
/// <remarks>
/// <c>s1/2a/7&gt;2,12&gt;0</c>: version 1, seed 2a (hexadecimal), at decision 7 strand 2 goes on, at decision 12 the clock. Between them
/// the running strand goes on as long as it can, then the one that waits longest.
/// </remarks>
sealed record Schedule(ulong Seed, IReadOnlyList<(int Decision, int Strand)> Deviations)
{
    const string Version = "s1";

    /// <exception cref="FormatException">The text is no schedule of this version.</exception>
    internal static Schedule Parse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length != 3 || parts[0] != Version || !ulong.TryParse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seed))
            throw Malformed(text);
        return new(seed, [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => Deviation(part, text))]);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Version}/{Seed:x}/{string.Join(',', Deviations.Select(d => $"{d.Decision}>{d.Strand}"))}");

    static (int Decision, int Strand) Deviation(string part, string text)
    {
        var numbers = part.Split('>');
        return numbers.Length == 2
            && int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var decision)
            && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var strand)
            ? (decision, strand)
            : throw Malformed(text);
    }

    static FormatException Malformed(string text) =>
        new($"\"{text}\" is no schedule. Expected \"{Version}/<seed>/<decision>><strand>,…\", as a failure prints it.");
}
