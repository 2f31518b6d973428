namespace ProtoHarness.Abstractions;

/// <summary>Values of parameters: those that were set; the others have their defaults.</summary>
public sealed class ParameterValues
{
    readonly SortedDictionary<string, object> _values = new(StringComparer.Ordinal);

    ParameterValues()
    {
    }

    /// <summary>Nothing set: all defaults.</summary>
    public static ParameterValues Defaults { get; } = new();

    /// <summary>The names of the values that are set, in ordinal order.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The value of a parameter.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The value set, or the default.</returns>
    public T Get<T>(Parameter<T> parameter)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _values.TryGetValue(parameter.Name, out var value) && value is T typed ? typed : parameter.Default;
    }

    /// <summary>The same values with one more set.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="text">Its value, as a user writes it.</param>
    /// <returns>New values.</returns>
    /// <exception cref="FormatException">The text is no value of the parameter; the message says what may be written.</exception>
    public ParameterValues With(Parameter parameter, string text)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (!parameter.TryParse(text, out var value, out var error))
        {
            throw new FormatException(error);
        }

        var values = new ParameterValues();
        foreach (var pair in _values)
        {
            values._values.Add(pair.Key, pair.Value);
        }

        values._values[parameter.Name] = value!;
        return values;
    }

    /// <summary>The value of a parameter as a user would write it.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The text; null when it is not set.</returns>
    public string? TextOf(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return _values.TryGetValue(parameter.Name, out var value) ? parameter.FormatObject(value) : null;
    }

    /// <summary>The values that are set, as <c>name=value</c>, in the order of the given parameters.</summary>
    /// <param name="parameters">The parameters to write.</param>
    /// <returns>The text; empty when none is set.</returns>
    public string Format(IEnumerable<Parameter> parameters) => string.Join(
        ' ', parameters.Where(p => _values.ContainsKey(p.Name)).Select(p => $"{p.Name}={p.FormatObject(_values[p.Name])}"));
}
