namespace ProtoHarness.Engine.Scenarios;

/// <summary>Writes included files out, so that a script stands alone. The script was read before, so the files are there and have no mistakes.</summary>
static class ScriptInline
{
    public static Script Expand(Script script, string file) => new([.. Lines(script.Statements, file, 0)]);

    static IEnumerable<Statement> Lines(IEnumerable<Statement> lines, string file, int depth) => lines.Select(line => line switch
    {
        { Head: "include", Arguments: [ValueArgument path, ..] } when depth <= new ScriptLimits().MaxIncludes && !path.Text.Contains('$', StringComparison.Ordinal) =>
            Block(line, ScriptFiles.Instance.Resolve(file, path.Text), depth),
        { Body: { } body } => line with { Body = [.. Lines(body, file, depth)] },
        _ => line,
    });

    /// <summary>One step, as the include was one, so that it stays one branch of a <c>par</c>.</summary>
    static Statement Block(Statement line, string name, int depth)
    {
        var script = ScriptParser.Parse(name, ScriptFiles.Instance.Read(name, new ScriptLimits()));
        return Statement.Of("repeat", new Word("1")) with
        {
            Comment = line.Comment,
            Body = [.. Lines(script.Statements.Where(inner => inner.Head is not ("phs" or "title")), name, depth + 1).SkipWhile(inner => inner is { IsTrivia: true, Comment: null })],
        };
    }
}
