namespace ProtoHarness.Engine.Scenarios;

/// <summary>One mistake in a script, at its place.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong and what may be written instead.</param>
/// <param name="LineText">The line; empty when the error is about the file as a whole.</param>
public sealed record ScriptError(SourcePosition Position, string Message, string LineText)
{
    const int Shown = 120;

    /// <summary>The file, line, column and message, then the line itself with a caret under the place.</summary>
    /// <returns>One to three lines.</returns>
    public override string ToString()
    {
        if (Position.Line == 0)
        {
            return $"{Position.File}: error: {Message}";
        }

        // A long line is shown around the place only, so that the caret stays on the screen.
        var start = LineText.Length <= Shown ? 0 : Math.Clamp(Position.Column - 1 - (Shown / 2), 0, LineText.Length - Shown);
        var visible = LineText.Substring(start, Math.Min(Shown, LineText.Length - start));
        var caret = Math.Clamp(Position.Column - 1 - start, 0, visible.Length);
        var width = Math.Clamp(Position.Length, 1, Math.Max(1, visible.Length - caret));
        var under = string.Concat(visible[..caret].Select(c => c == '\t' ? '\t' : ' '));
        return $"{Position}: error: {Message}\n    {visible}\n    {under}^{new string('~', width - 1)}";
    }
}
