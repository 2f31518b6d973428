namespace ProtoHarness.Abstractions;

/// <summary>A named, typed, bounded value that a user can set: an option of a plugin, or a parameter of a conversation.</summary>
public abstract class Parameter
{
    private protected Parameter(string name, string summary)
    {
        Name = name;
        Summary = summary;
    }

    /// <summary>The name: lower-case letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>One line on what it is.</summary>
    public string Summary { get; }

    /// <summary>What may be written, in words: <c>1, 2, 3, 4 or 8</c>.</summary>
    public abstract string Domain { get; }

    /// <summary>The default, as it would be written.</summary>
    public abstract string DefaultText { get; }

    /// <summary>The values, as they would be written, that a check tries.</summary>
    public abstract IReadOnlyList<string> Samples { get; }

    /// <summary>The only values there are, each with one line on what it means, which may be empty; none when there are others.</summary>
    public virtual IReadOnlyList<(string Value, string Summary)> Choices => [];

    /// <summary>The largest value, as it would be written; null when there is none that was declared.</summary>
    public virtual string? LargestText => null;

    /// <summary>Reads a value.</summary>
    /// <param name="text">As the user wrote it.</param>
    /// <param name="value">The value, when it is one.</param>
    /// <param name="error">What may be written instead, when it is not; else null.</param>
    /// <returns>Whether it is a value in the domain.</returns>
    public abstract bool TryParse(string text, out object? value, out string? error);

    internal abstract string FormatObject(object value);

    /// <summary>A whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">One line on what it is.</param>
    /// <param name="value">The default.</param>
    /// <param name="min">The smallest.</param>
    /// <param name="max">The largest.</param>
    /// <param name="oneOf">The only values; null: all between the bounds.</param>
    /// <param name="samples">The values that a check tries beside the default.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<int> Int(
        string name, string summary, int value, int min = 0, int max = int.MaxValue, int[]? oneOf = null, int[]? samples = null) =>
        new IntParameter(name, summary, value, min, max, oneOf, samples);

    /// <summary>A number of bytes, written <c>512</c>, <c>64KiB</c>, <c>16MiB</c>, <c>1GiB</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">One line on what it is.</param>
    /// <param name="value">The default, in bytes.</param>
    /// <param name="min">The smallest, in bytes.</param>
    /// <param name="max">The largest, in bytes.</param>
    /// <param name="samples">The values that a check tries beside the default.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<long> Size(string name, string summary, long value, long min = 0, long max = long.MaxValue, long[]? samples = null) =>
        new SizeParameter(name, summary, value, min, max, samples);

    /// <summary>A span of time, written <c>250ms</c>, <c>10s</c>, <c>2m</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">One line on what it is.</param>
    /// <param name="value">The default.</param>
    /// <param name="samples">The values that a check tries beside the default.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<TimeSpan> Duration(string name, string summary, TimeSpan value, TimeSpan[]? samples = null) =>
        new DurationParameter(name, summary, value, samples);

    /// <summary>Yes or no, written <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">One line on what it is.</param>
    /// <param name="value">The default.</param>
    /// <param name="samples">The values that a check tries beside the default.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<bool> Flag(string name, string summary, bool value = false, bool[]? samples = null) =>
        new FlagParameter(name, summary, value, samples);

    /// <summary>One of several words.</summary>
    /// <param name="name">The name.</param>
    /// <param name="summary">One line on what it is.</param>
    /// <param name="value">The default.</param>
    /// <param name="choices">The words; null: any text.</param>
    /// <param name="samples">The values that a check tries beside the default.</param>
    /// <param name="describe">One line on what a word means; null: the words say it.</param>
    /// <returns>The parameter.</returns>
    public static Parameter<string> Text(
        string name, string summary, string value, string[]? choices = null, string[]? samples = null, Func<string, string>? describe = null) =>
        new TextParameter(name, summary, value, choices, samples, describe);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
