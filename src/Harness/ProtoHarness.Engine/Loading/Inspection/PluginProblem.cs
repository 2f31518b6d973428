namespace ProtoHarness.Engine.Loading;

/// <summary>Something that is wrong, or may go wrong, with a plugin file.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What it is and what to do.</param>
public sealed record PluginProblem(PluginProblemSeverity Severity, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Severity.ToString().ToLowerInvariant()}: {Text}";
}
