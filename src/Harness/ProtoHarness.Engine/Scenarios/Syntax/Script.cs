namespace ProtoHarness.Engine.Scenarios;

/// <summary>A script as it is written, before anybody asks what it means. <see cref="ScriptPrinter"/> and <see cref="ScriptParser"/> are each other's inverse.</summary>
/// <param name="Statements">Its lines. No two blank lines follow each other, and none is first or last.</param>
public sealed record Script(Sequence<Statement> Statements)
{
    /// <summary>The version of the language that this ProtoHarness reads and writes.</summary>
    public const int Version = 1;

    /// <summary>The file extension.</summary>
    public const string Extension = ".phs";

    /// <summary>The script as text.</summary>
    /// <returns>What <c>fmt</c> writes.</returns>
    public override string ToString() => ScriptPrinter.Print(this);
}
