using System.Text;

namespace ProtoHarness.Generators.Emitting;

/// <summary>Lines of C# with the right indentation.</summary>
sealed class CodeWriter
{
    readonly StringBuilder _text = new();
    int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(line);
        }

        _text.Append('\n');
    }

    public void Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _depth++;
    }

    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    /// <summary>A statement that is guarded by a condition.</summary>
    public void If(string condition, string statement)
    {
        Open($"if ({condition})");
        Line(statement);
        Close();
    }

    public override string ToString() => _text.ToString();
}
