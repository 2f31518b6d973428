using System.Text;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Writes a script the one way it is written. Printing what was printed changes nothing.</summary>
public static class ScriptPrinter
{
    const int HeadWidth = 6;

    /// <summary>Writes a script.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The text, each line ended by a line feed.</returns>
    public static string Print(Script script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var builder = new StringBuilder();
        Print(builder, script.Statements, 0);
        return builder.ToString();
    }

    /// <summary>Writes one line, without its block.</summary>
    /// <param name="statement">The line.</param>
    /// <returns>The text, without a line feed.</returns>
    public static string Print(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        var builder = new StringBuilder();
        Line(builder, statement);
        return builder.ToString();
    }

    static void Print(StringBuilder builder, Sequence<Statement> statements, int depth)
    {
        foreach (var statement in statements)
        {
            if (!(statement.IsTrivia && statement.Comment is null))
            {
                builder.Append(' ', depth * 2);
                Line(builder, statement);
            }

            builder.Append('\n');
            if (statement.Body is { } body)
            {
                Print(builder, body, depth + 1);
                builder.Append(' ', depth * 2).Append('}');
                Comment(builder, statement.EndComment, separate: true);
                builder.Append('\n');
            }
        }
    }

    static void Line(StringBuilder builder, Statement statement)
    {
        var arguments = statement.Arguments;
        var first = 0;
        var head = statement.Head;
        if (arguments.Count > 0 && arguments[0] is Word { Text: ">" or "<" } arrow)
        {
            head = $"{head} {arrow.Text}";
            first = 1;
        }

        builder.Append(arguments.Count > first ? head.PadRight(HeadWidth) : head);
        foreach (var argument in arguments.Skip(first))
        {
            builder.Append(' ');
            Argument(builder, argument);
        }

        if (statement.Body is not null)
        {
            builder.Append(" {");
        }

        Comment(builder, statement.Comment, separate: head.Length > 0);
    }

    static void Argument(StringBuilder builder, Argument argument)
    {
        switch (argument)
        {
            case Word word:
                builder.Append(word.Text);
                break;
            case Quoted quoted:
                builder.Append(TextEscapes.Write(quoted.Text));
                break;
            case Pair pair:
                builder.Append(pair.Name).Append('=');
                Argument(builder, pair.Value);
                break;
            default:
                builder.Append('|');
                break;
        }
    }

    static void Comment(StringBuilder builder, string? comment, bool separate)
    {
        if (comment is not null)
        {
            builder.Append(separate ? "  #" : "#").Append(comment.Length > 0 ? " " : "").Append(comment);
        }
    }
}
