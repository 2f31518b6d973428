namespace ProtoHarness.Abstractions;

sealed class FlagParameter(string name, string summary, bool value, bool[]? samples) : Parameter<bool>(name, summary, value, samples)
{
    public override string Domain => "true or false";

    public override string Format(bool value) => value ? "true" : "false";

    private protected override bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return text is "true" or "false";
    }
}
