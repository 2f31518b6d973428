namespace ProtoHarness.Engine.Loading;

/// <summary>A plugin that could not be loaded. The others are loaded all the same.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Source">What was to be loaded: a path, or the name as the user wrote it.</param>
/// <param name="Message">One paragraph that says what is wrong and what to do; of source, the compiler's errors follow in lines of their own.</param>
public sealed record PluginLoadError(PluginLoadErrorKind Kind, string Source, string Message)
{
    /// <summary>The compiler's errors; empty unless <see cref="Kind"/> is <see cref="PluginLoadErrorKind.Source"/>.</summary>
    public IReadOnlyList<SourceError> SourceErrors { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Message}";
}
