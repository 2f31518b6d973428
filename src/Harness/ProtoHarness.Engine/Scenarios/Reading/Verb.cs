namespace ProtoHarness.Engine.Scenarios;

/// <summary>A verb of the language.</summary>
/// <param name="Name">The word at the start of the line; empty for lines that begin with an end.</param>
/// <param name="Group">What kind of line it makes.</param>
/// <param name="Syntax">How the line is written.</param>
/// <param name="Summary">What it says.</param>
/// <param name="IsRepeatable">Whether it may stand several times.</param>
public sealed record Verb(string Name, VerbGroup Group, string Syntax, string Summary, bool IsRepeatable = false);
