namespace ProtoHarness.Engine.Scenarios;

/// <summary>A text in quotes.</summary>
/// <param name="Text">The text, without quotes and escapes.</param>
public sealed record Quoted(string Text) : ValueArgument(Text);
