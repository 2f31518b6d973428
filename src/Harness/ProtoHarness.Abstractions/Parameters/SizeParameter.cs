namespace ProtoHarness.Abstractions;

sealed class SizeParameter(string name, string summary, long value, long min, long max, long[]? samples)
    : Parameter<long>(name, summary, value, samples)
{
    public override string Domain =>
        max == long.MaxValue ? $"a size from {Quantity.FormatSize(min)}, such as 64KiB" : $"a size from {Quantity.FormatSize(min)} to {Quantity.FormatSize(max)}";

    public override string? LargestText => max == long.MaxValue ? null : Format(max);

    public override string Format(long value) => Quantity.FormatSize(value);

    private protected override bool TryParse(string text, out long value) => Quantity.TryParseSize(text, out value);

    private protected override bool IsInDomain(long value) => value >= min && value <= max;
}
