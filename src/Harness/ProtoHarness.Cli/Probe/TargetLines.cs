namespace ProtoHarness.Cli.Probe;

/// <summary>Where the names of servers come from: arguments, a file, standard input.</summary>
static class TargetLines
{
    /// <summary>Each line with the place that it stands at; a stream is read as it comes.</summary>
    public static IEnumerable<(string Place, string Text)> Read(string[] arguments, string? file)
    {
        foreach (var argument in arguments)
        {
            if (argument != "-")
            {
                yield return ("", argument);
                continue;
            }

            foreach (var line in Lines("stdin", Console.In))
            {
                yield return line;
            }
        }

        if (file is not null)
        {
            using var reader = new StreamReader(file);
            foreach (var line in Lines(file, reader))
            {
                yield return line;
            }
        }
    }

    static IEnumerable<(string, string)> Lines(string name, TextReader reader)
    {
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var text = line.Split('#')[0].Trim();
            if (text.Length > 0)
            {
                yield return ($"{name}({number}): ", text);
            }
        }
    }
}
