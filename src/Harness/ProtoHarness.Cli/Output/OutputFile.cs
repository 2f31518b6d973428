namespace ProtoHarness.Cli.Output;

/// <summary>What a command makes: a file when <c>--output</c> names one, else it is printed.</summary>
static class OutputFile
{
    /// <summary>Writes a text.</summary>
    /// <returns>The exit code.</returns>
    public static int Save(string? path, string text, Screen screen)
    {
        if (path is not null)
        {
            return Save(path, System.Text.Encoding.UTF8.GetBytes(text), screen);
        }

        screen.Line(text.TrimEnd('\n'));
        return ExitCode.Held;
    }

    /// <summary>Writes bytes.</summary>
    /// <returns>The exit code.</returns>
    public static int Save(string path, byte[] bytes, Screen screen, bool isTold = true)
    {
        try
        {
            WholeFile.Write(path, bytes);
            if (isTold)
            {
                screen.Line($"wrote {path}");
            }

            return ExitCode.Held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error($"'{path}' is missing: {e.Message}");
            return ExitCode.CouldNotRun;
        }
    }
}
