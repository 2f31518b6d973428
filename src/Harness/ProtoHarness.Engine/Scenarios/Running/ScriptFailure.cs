using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Messages of steps that failed.</summary>
static class ScriptFailure
{
    /// <summary>A step got something else than its line says.</summary>
    public static ExpectationException Of(Step step, string what) => new($"{Where(step.Source)}: {what}");

    /// <summary>A line, with its place.</summary>
    public static string Where(Statement statement) =>
        statement.Position.Line == 0 ? $"'{ScriptPrinter.Print(statement with { Comment = null, Body = null })}'"
        : $"line {statement.Position.Line} '{ScriptPrinter.Print(statement with { Comment = null, Body = null })}'";
}
