using System.Diagnostics.CodeAnalysis;

namespace ProtoHarness.Abstractions;

sealed class TextParameter(string name, string summary, string value, string[]? choices, string[]? samples, Func<string, string>? describe)
    : Parameter<string>(name, summary, value, samples)
{
    public override string Domain => choices is null ? "text" : string.Join(", ", choices);

    public override IReadOnlyList<(string Value, string Summary)> Choices => choices is null ? [] : [.. choices.Select(choice => (choice, describe?.Invoke(choice) ?? ""))];

    public override string Format(string value) => value;

    private protected override bool TryParse(string text, [NotNullWhen(true)] out string? value)
    {
        value = text;
        return true;
    }

    private protected override bool IsInDomain(string value) => choices is null || choices.Contains(value, StringComparer.Ordinal);
}
