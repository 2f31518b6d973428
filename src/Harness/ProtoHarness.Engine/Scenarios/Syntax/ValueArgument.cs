namespace ProtoHarness.Engine.Scenarios;

/// <summary>An argument that is a value: a word, or a text in quotes.</summary>
/// <param name="Text">The value, without quotes and escapes.</param>
public abstract record ValueArgument(string Text) : Argument;
