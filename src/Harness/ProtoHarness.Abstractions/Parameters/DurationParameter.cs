namespace ProtoHarness.Abstractions;

sealed class DurationParameter(string name, string summary, TimeSpan value, TimeSpan[]? samples)
    : Parameter<TimeSpan>(name, summary, value, samples)
{
    public override string Domain => "a span of time such as 250ms, 10s or 2m";

    public override string Format(TimeSpan value) => Quantity.FormatDuration(value);

    private protected override bool TryParse(string text, out TimeSpan value) => Quantity.TryParseDuration(text, out value);
}
