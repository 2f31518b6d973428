using System.Diagnostics.CodeAnalysis;

namespace ProtoHarness.Abstractions;

/// <summary>A parameter of one type; the key by which a role gets the value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class Parameter<T> : Parameter
    where T : notnull
{
    readonly T[] _samples;

    private protected Parameter(string name, string summary, T value, T[]? samples)
        : base(name, summary)
    {
        Default = value;
        _samples = samples ?? [];
    }

    /// <summary>The value when none is set.</summary>
    public T Default { get; }

    /// <inheritdoc/>
    public override string DefaultText => Format(Default);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Samples => [.. _samples.Select(Format)];

    /// <inheritdoc/>
    public sealed override bool TryParse(string text, out object? value, [NotNullWhen(false)] out string? error)
    {
        var ok = TryParse(text, out T? typed) && IsInDomain(typed);
        value = ok ? typed : null;
        error = ok ? null : $"'{text}' is no value for '{Name}': write {Domain}";
        return ok;
    }

    /// <summary>The value as a user would write it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; parsing it gives the value back.</returns>
    public abstract string Format(T value);

    internal override string FormatObject(object value) => Format((T)value);

    private protected abstract bool TryParse(string text, [NotNullWhen(true)] out T? value);

    private protected virtual bool IsInDomain(T value) => true;
}
