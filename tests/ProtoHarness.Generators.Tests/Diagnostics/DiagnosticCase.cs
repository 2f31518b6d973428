namespace ProtoHarness.Generators.Tests.Diagnostics;

/// <summary>A bad declaration: exactly one diagnostic, its id, and the text that it underlines.</summary>
public sealed record DiagnosticCase(string Id, string Underlined, string Source)
{
    public override string ToString() => $"{Id} {Underlined}";
}
