using Spectre.Console;

namespace ProtoHarness.Cli.Output;

/// <summary>
/// Where a command prints: results to standard output, progress to standard error, so that a pipe gets results alone. Progress is one line that is rewritten
/// on a terminal, and a line at least every five seconds elsewhere.
/// </summary>
sealed class Screen
{
    static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    readonly IAnsiConsole _out;
    readonly bool _terminal;
    readonly bool _quiet;
    long _last;
    bool _statusShown;

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
            var line = text();
            var width = Math.Max(20, Console.WindowWidth - 1);
            Console.Error.Write($"\r\e[2K{(line.Length > width ? line[..width] : line)}");
            _statusShown = true;
        }
        else
        {
            Console.Error.WriteLine(text());
        }
    }

    public void ClearStatus()
    {
        if (_statusShown)
        {
            Console.Error.Write("\r\e[2K");
            _statusShown = false;
        }
    }
}
