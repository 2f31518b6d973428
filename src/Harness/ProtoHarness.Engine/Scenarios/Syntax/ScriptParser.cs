namespace ProtoHarness.Engine.Scenarios;

/// <summary>Reads a script as it is written. Every mistake is reported, not only the first; what can be read is returned all the same.</summary>
public static class ScriptParser
{
    /// <summary>Reads a script.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>What could be read.</returns>
    public static Script Parse(string file, string text, ScriptErrors errors, ScriptLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(errors);
        limits ??= new ScriptLimits();
        if (text.Length > limits.MaxSize)
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), $"the script has {text.Length} characters; the limit is {limits.MaxSize} (script.size)");
            return new Script([]);
        }

        var count = text.AsSpan().Count('\n') + 1;
        if (count > limits.MaxLines)
        {
            errors.Add(new SourcePosition(file, 0, 0, 0), $"the script has {count} lines; the limit is {limits.MaxLines} (script.lines)");
            return new Script([]);
        }

        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd('\r');
        }

        lines[0] = lines[0].TrimStart('\ufeff');
        errors.Remember(file, lines);
        return new Script(new Blocks(file, errors, limits).Read(lines));
    }

    /// <summary>Reads a script that must have no mistakes.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>The script.</returns>
    /// <exception cref="ScriptException">It has mistakes.</exception>
    public static Script Parse(string file, string text, ScriptLimits? limits = null)
    {
        var errors = new ScriptErrors(limits);
        var script = Parse(file, text, errors, limits);
        errors.ThrowIfAny();
        return script;
    }

    sealed class Blocks(string file, ScriptErrors errors, ScriptLimits limits)
    {
        readonly Stack<(Statement Opener, List<Statement> Outer)> _open = new();
        List<Statement> _current = [];

        public Sequence<Statement> Read(string[] lines)
        {
            for (var i = 0; i < lines.Length && !errors.IsFull; i++)
            {
                var lexer = new LineLexer(file, i + 1, lines[i], errors, limits.MaxWords);
                lexer.Run();
                Add(lexer.Arguments, lexer.Comment, new SourcePosition(file, i + 1, 1, 1));
            }

            while (_open.TryPeek(out var open))
            {
                errors.Add(open.Opener.Position, $"the block of '{open.Opener.Head}' is not closed; write '}}' on a line of its own");
                Close(null);
            }

            return Finish(_current);
        }

        void Add(IReadOnlyList<Argument> arguments, string? comment, SourcePosition start)
        {
            if (arguments.Count == 0)
            {
                if (comment is not null || (_current.Count > 0 && _current[^1] is not { IsTrivia: true, Comment: null }))
                {
                    _current.Add(new Statement("") { Comment = comment, Position = start });
                }

                return;
            }

            if (arguments[0] is Word { Text: "}" } brace)
            {
                CloseAt(brace, arguments, comment);
                return;
            }

            if (arguments[0] is not Word head)
            {
                errors.Add(arguments[0].Position, "a line begins with a verb such as 'fault' or with an end such as 'C'");
                return;
            }

            var opens = arguments[^1] is Word { Text: "{" } && arguments.Count > 1;
            var statement = new Statement(head.Text)
            {
                Arguments = [.. arguments.Skip(1).SkipLast(opens ? 1 : 0)],
                Comment = comment,
                Position = head.Position,
            };
            foreach (var stray in statement.Arguments.OfType<Word>().Where(word => word.Text is "{" or "}").Concat(head.Text == "{" ? [head] : []))
            {
                errors.Add(stray.Position, stray.Text == "{" ? "'{' stands at the end of the line that opens a block" : "'}' stands on a line of its own");
            }

            if (!opens)
            {
                _current.Add(statement);
                return;
            }

            if (_open.Count == limits.MaxDepth)
            {
                errors.Add(arguments[^1].Position, $"more than {limits.MaxDepth} blocks inside each other (script.depth)");
            }

            _open.Push((statement, _current));
            _current = [];
        }

        void CloseAt(Word brace, IReadOnlyList<Argument> arguments, string? comment)
        {
            if (arguments.Count > 1)
            {
                errors.Add(arguments[1].Position, "nothing but a comment stands behind '}'");
            }

            if (_open.Count == 0)
            {
                errors.Add(brace.Position, "there is no open block here");
                return;
            }

            Close(comment);
        }

        void Close(string? comment)
        {
            var (opener, outer) = _open.Pop();
            outer.Add(opener with { Body = Finish(_current), EndComment = comment });
            _current = outer;
        }

        static Sequence<Statement> Finish(List<Statement> statements)
        {
            if (statements.Count > 0 && statements[^1] is { IsTrivia: true, Comment: null })
            {
                statements.RemoveAt(statements.Count - 1);
            }

            return [.. statements];
        }
    }
}
