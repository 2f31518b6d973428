namespace ProtoHarness.Cli.Probe;

/// <summary>What a server said, fit to stand in a line: it may name itself with an escape sequence, or with a line's end.</summary>
static class PlainText
{
    public static string Of(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F') < 0 ? text
        : new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
