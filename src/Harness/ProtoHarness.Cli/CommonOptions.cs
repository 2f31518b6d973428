using System.CommandLine;
using System.CommandLine.Parsing;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli;

/// <summary>The flags that mean the same in every command.</summary>
static class CommonOptions
{
    public static Option<Seed> Seed() => new("--seed")
    {
        Description = "The number that all randomness comes from; always printed.",
        HelpName = "N",
        DefaultValueFactory = _ => new Seed(1),
        CustomParser = result => Parse(result, "a whole number from 0 to 18446744073709551615", (string text, out Seed seed) => Engine.Simulation.Seed.TryParse(text, out seed)),
    };

    public static Option<SeedRange?> Seeds() => new("--seeds")
    {
        Description = "Check by each of these seeds in turn instead of the one of --seed, in one process, and stop behind the first that fails.",
        HelpName = "FIRST..LAST",
        CustomParser = result => Parse(result, "the first and the last of them, such as 1..1000; one alone is --seed", (string text, out SeedRange? range) =>
        {
            var ok = SeedRange.TryParse(text, out var parsed);
            range = parsed;
            return ok;
        }),
    };

    public static Option<TimeSpan?> Time() => new("--time")
    {
        Description = "Stop after this long (30s, 5m); what is known by then is told, and the exit code is 5.",
        HelpName = "TIME",
        CustomParser = result => Parse(result, "a span of time such as 30s", (string text, out TimeSpan? time) =>
        {
            var ok = Quantity.TryParseDuration(text, out var duration);
            time = duration;
            return ok;
        }),
    };

    public static Option<int> Jobs() => new("--jobs", "-j")
    {
        Description = "How many sessions run at once in memory.",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount),
    };

    /// <summary>The one part when the work is not split.</summary>
    public static readonly (int Index, int Count) AllOfIt = (1, 1);

    /// <summary>What a worker may take when nothing else is said: 4 GiB.</summary>
    public const long UsualMemory = 4L << 30;

    public static Option<(int Index, int Count)?> Shard() => new("--shard")
    {
        Description = "Do only part I of N of the work.",
        HelpName = "I/N",
        CustomParser = result => Parse(result, "a part such as 1/4", (string text, out (int Index, int Count) shard) =>
        {
            shard = default;
            var parts = text.Split('/');
            return parts.Length == 2 && int.TryParse(parts[0], out shard.Index) && int.TryParse(parts[1], out shard.Count)
                && shard.Index >= 1 && shard.Count >= shard.Index;
        }),
    };

    public static Option<string> Filter() => new("--filter")
    {
        Description = "Only what starts with this id, such as session/split or length-prefix/codec.",
        HelpName = "ID/PREFIX",
        DefaultValueFactory = _ => "",
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "A value of a plugin's option; may be given several times.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<string?> Profile(string description)
    {
        var profile = new Option<string?>("--profile")
        {
            Description = $"{description}: {string.Join("; ", FaultProfile.All.Select(known => $"{known.Name} ({known.Summary})"))}.",
            HelpName = "NAME",
        };
        profile.AcceptOnlyFromAmong([.. FaultProfile.All.Select(known => known.Name)]);
        return profile;
    }

    public static Option<SessionLimits?> Limit() => new("--limit")
    {
        Description = $"A limit of each session: {string.Join(", ", LimitSettings.Names)}; may be given several times.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            var limits = new SessionLimits();
            try
            {
                foreach (var (name, value) in Pairs([.. result.Tokens.Select(token => token.Value)]))
                {
                    limits = LimitSettings.With(limits, name, value, out var problem, out _) ?? throw new FormatException($"{problem} (--limit)");
                }
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
            }

            return limits;
        },
    };

    public static Option<string> Findings() => new("--findings")
    {
        Description = "The folder that findings are written to; it is made when there is one.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "findings",
    };

    public static Option<IReadOnlyList<ReportTarget>> Report() => new("--report")
    {
        Description = "Reports to write: junit=FILE, sarif=FILE, html=FILE, ndjson=FILE, with commas between them.",
        HelpName = "FORMAT=FILE",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            try
            {
                return ReportTarget.Parse(string.Join(',', result.Tokens.Select(token => token.Value)));
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
                return [];
            }
        },
    };

    public static Option<string?> Baseline() => new("--baseline") { Description = "A file with the ids of expected failures, one a line; one that passes fails the run.", HelpName = "FILE" };

    public static Option<string[]> PluginFiles() => new("--plugin")
    {
        Description = "A plugin's DLL, folder or .cs file, when it is neither bundled nor in this folder; may be given several times.",
        HelpName = "FILE",
    };

    public static Option<int> Runs(string description, int usual)
    {
        var runs = new Option<int>("--runs") { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--runs takes a number from 1");
            }
        });
        return runs;
    }

    public static Option<bool?> Isolate(string description) => new("--isolate") { Description = description };

    public static Option<long?> Memory() => new("--memory")
    {
        Description = "The worker's managed memory, from 64MiB; beyond it allocations fail. Goes with --isolate. [default: 4GiB]",
        HelpName = "SIZE",
        CustomParser = result => Parse(result, "a size from 64MiB", (string text, out long bytes) => Quantity.TryParseSize(text, out bytes) && bytes >= 64L << 20),
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines." };

    public static Option<bool> NoColor() => new("--no-color") { Description = "Print without colours (also by the environment variable NO_COLOR)." };

    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Print failures only." };

    public static Option<bool> Verbose() => new("--verbose", "-v") { Description = "Print more: the events of each failure, how it was made smaller, and warnings of plugins." };

    public static Option<bool> Strict() => new("--strict") { Description = "Take NON-STRICT for FAIL." };

    public static Argument<string[]> Plugins() => new("PLUGIN")
    {
        Description = "A bundled plugin's name, a DLL, a folder, or a .cs file; all bundled plugins when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Splits <c>NAME=VALUE</c>.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(string[]? words) => [.. (words ?? []).Select(word =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..])
            : throw new FormatException($"'{word}' is no setting: write NAME=VALUE, such as width=4"))];

    delegate bool TryParse<T>(string text, out T value);

    static T Parse<T>(ArgumentResult result, string expected, TryParse<T> parse)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!parse(text, out var value))
        {
            result.AddError($"'{text}' is not what {((OptionResult)result.Parent!).Option.Name} takes: write {expected}");
        }

        return value;
    }
}
