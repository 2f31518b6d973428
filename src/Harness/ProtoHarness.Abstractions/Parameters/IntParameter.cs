using System.Globalization;

namespace ProtoHarness.Abstractions;

sealed class IntParameter(string name, string summary, int value, int min, int max, int[]? oneOf, int[]? samples)
    : Parameter<int>(name, summary, value, samples)
{
    public override string Domain =>
        oneOf is not null ? string.Join(", ", oneOf)
        : max == int.MaxValue ? $"a whole number from {min}"
        : $"a whole number from {min} to {max}";

    public override string? LargestText => oneOf is not null || max == int.MaxValue ? null : Format(max);

    public override string Format(int value) => value.ToString(CultureInfo.InvariantCulture);

    private protected override bool TryParse(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private protected override bool IsInDomain(int value) => value >= min && value <= max && (oneOf is null || oneOf.Contains(value));
}
