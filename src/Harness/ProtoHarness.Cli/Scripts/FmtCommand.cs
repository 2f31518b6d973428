using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary><c>protoharness fmt</c>: writes scripts the one way they are written, or as JSON.</summary>
static class FmtCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("SCRIPT")
        {
            Description = "A .phs file, or a folder of them; a .json file that 'fmt --json' has written is printed as a script.",
            Arity = ArgumentArity.OneOrMore,
        };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit code 1 when a file is not written so." };
        var json = new Option<bool>("--json") { Description = "Print one script as JSON; nothing is lost." };
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("fmt", "Write scripts the one way they are written.") { paths, check, json, noColor, quiet };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            var names = parsed.GetValue(paths)!;
            return names is [var one] && one.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromJson(one, screen)
                : parsed.GetValue(json) ? ToJson(names, screen)
                : Format(names, parsed.GetValue(check), parsed.GetValue(quiet) ? _ => { } : path => screen.Line($"wrote {path}"), screen);
        });
        return command;
    }

    static int Format(string[] names, bool check, Action<string> wrote, Screen screen)
    {
        // Also the files that folders leave out when they are run.
        var (cases, errors) = SuiteCase.Find(names, withIncluded: true);
        var code = errors.Count > 0 ? ExitCode.Usage : ExitCode.Held;
        errors.ToList().ForEach(screen.Error);
        foreach (var path in cases.Select(found => found.Path))
        {
            if (Read(path, screen) is not var (text, script))
            {
                code = ExitCode.Usage;
                continue;
            }

            var printed = script.ToString();
            if (printed == text)
            {
                continue;
            }

            if (check)
            {
                screen.Line($"{path} is not written as fmt writes it");
                code = code == ExitCode.Held ? ExitCode.Findings : code;
            }
            else if (Write(path, printed, screen))
            {
                wrote(path);
            }
            else
            {
                code = ExitCode.CouldNotRun;
            }
        }

        return code;
    }

    static int ToJson(string[] names, Screen screen)
    {
        if (names is not [var path])
        {
            screen.Error("--json prints one script; name one file");
            return ExitCode.Usage;
        }

        if (Read(path, screen) is not var (_, script))
        {
            return ExitCode.Usage;
        }

        Console.Out.Write(ScriptJson.Write(script));
        return ExitCode.Held;
    }

    static int FromJson(string path, Screen screen)
    {
        try
        {
            Console.Out.Write(ScriptJson.Read(ScriptFiles.Instance.Read(path, new ScriptLimits { MaxSize = 64 * 1024 * 1024 })).ToString());
            return ExitCode.Held;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            screen.Error($"{path}: {e.Message}");
            return ExitCode.Usage;
        }
    }

    static (string Text, Script Script)? Read(string path, Screen screen)
    {
        try
        {
            var text = ScriptFiles.Instance.Read(path, new ScriptLimits());
            return (text, ScriptParser.Parse(path, text));
        }
        catch (IOException e)
        {
            screen.Error($"{path}: {e.Message}");
        }
        catch (ScriptException e)
        {
            screen.Error(e.Message);
        }

        return null;
    }

    static bool Write(string path, string text, Screen screen)
    {
        try
        {
            WholeFile.Write(path, text);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error($"{path}: {e.Message}");
            return false;
        }
    }
}
