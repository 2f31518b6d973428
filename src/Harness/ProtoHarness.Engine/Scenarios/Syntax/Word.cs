namespace ProtoHarness.Engine.Scenarios;

/// <summary>A word, such as <c>memory</c>, <c>64KiB</c>, <c>@9</c>.</summary>
/// <param name="Text">The word.</param>
public sealed record Word(string Text) : ValueArgument(Text);
