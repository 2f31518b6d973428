using Spectre.Console;

namespace ProtoHarness.Cli.Output;

/// <summary>
/// Where a command prints: results to standard output, progress to standard error, so that a pipe gets results alone. Progress is rewritten in its place on
/// a terminal, in as many rows as it needs, and a line at least every five seconds elsewhere.
/// </summary>
sealed class Screen
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    readonly IAnsiConsole _out;
    readonly bool _terminal;
    readonly bool _quiet;
    long _last;
    int _statusRows;

    public Screen(bool noColor, bool quiet)
    {
        noColor |= Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        _out = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = noColor || Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = noColor || Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        _terminal = !Console.IsErrorRedirected && !noColor;
        _quiet = quiet;
        _last = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Prints a line; never wrapped, so that it can be copied.</summary>
    public void Line(string text = "") => Markup(text.EscapeMarkup());

    /// <summary>Prints a line with colours.</summary>
    public void Markup(string markup)
    {
        ClearStatus();
        _out.Profile.Width = int.MaxValue / 2;
        _out.MarkupLine(markup);
    }

    /// <summary>Prints an error to standard error.</summary>
    public void Error(string text)
    {
        ClearStatus();
        Console.Error.WriteLine(text);
    }

    /// <summary>Shows how far the work is, not more often than a person can read.</summary>
    public void Status(Func<string> text)
    {
        if (_quiet || TimeProvider.System.GetElapsedTime(_last) < (_terminal ? OnTerminal : Elsewhere))
        {
            return;
        }

        _last = TimeProvider.System.GetTimestamp();
        if (_terminal)
        {
            var rows = StatusRows.Fold(text(), Math.Max(20, Console.WindowWidth - 1));
            Console.Error.Write(Erasure() + string.Join("\n", rows));
            _statusRows = rows.Count;
        }
        else
        {
            Console.Error.WriteLine(text());
        }
    }

    public void ClearStatus()
    {
        if (_statusRows > 0)
        {
            Console.Error.Write(Erasure());
            _statusRows = 0;
        }
    }

    /// <summary>Back to the start of what is shown, row by row from the last one.</summary>
    string Erasure() => "\r\e[2K" + string.Concat(Enumerable.Repeat("\e[1A\e[2K", Math.Max(0, _statusRows - 1)));
}
