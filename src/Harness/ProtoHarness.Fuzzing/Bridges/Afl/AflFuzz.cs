using System.Diagnostics;
using System.Globalization;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>Runs a target under afl-fuzz, which has to be installed.</summary>
public static class AflFuzz
{
    /// <summary>The program.</summary>
    public const string Program = "afl-fuzz";

    // As long as ours: on a busy machine a second passes without a hang.
    const string HangMilliseconds = "5000";

    /// <summary>Prepares a run: starting corpus and dictionary as files, the command line, the environment.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">The limits of an execution, seed and time.</param>
    /// <param name="folder">Where afl-fuzz keeps its state (<c>out</c>) and we keep what it starts from.</param>
    /// <param name="instance">The instance's name when several share the folder, which is how a campaign spans machines; else null.</param>
    /// <param name="isMain">Whether this instance is the main one of several.</param>
    /// <param name="extra">More arguments for afl-fuzz.</param>
    /// <returns>What to start; standard output and error are not redirected yet.</returns>
    public static ProcessStartInfo Prepare(
        TargetSource target, FuzzOptions options, string folder, string? instance = null, bool isMain = false, params IEnumerable<string> extra)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        folder = Path.GetFullPath(folder);
        var seeds = new CorpusFolder(Path.Combine(folder, "seeds"));
        foreach (var seed in CampaignLoop.Start(target, options, []).Where(s => s.Length > 0))
        {
            seeds.Add(seed);
        }

        var dictionary = Path.Combine(folder, "dictionary");
        DictionaryFile.Write(dictionary, target, options);
        var spec = new WorkerSpec(target.Reference, folder, "", options);
        var start = new ProcessStartInfo(Program) { UseShellExecute = false };
        var arguments = new List<string>
        {
            "-i", seeds.Path, "-o", Path.Combine(folder, "out"), "-t", HangMilliseconds, "-m", "none",
            "-s", options.Seed.ToString(CultureInfo.InvariantCulture), "-G", options.MaxInputBytes.ToString(CultureInfo.InvariantCulture),
        };
        if (new FileInfo(dictionary).Length > 0)
        {
            arguments.AddRange(["-x", dictionary]);
        }

        if (options.MaxTime != Timeout.InfiniteTimeSpan)
        {
            arguments.AddRange(["-V", ((int)Math.Ceiling(options.MaxTime.TotalSeconds)).ToString(CultureInfo.InvariantCulture)]);
        }

        if (instance is not null)
        {
            arguments.AddRange([isMain ? "-M" : "-S", instance]);
        }

        foreach (var argument in (IEnumerable<string>)[.. arguments, .. extra, "--", .. WorkerProcess.CommandLine("afl", spec.ToJson())])
        {
            start.ArgumentList.Add(argument);
        }

        SetEnvironment(start.Environment);
        return start;
    }

    /// <summary>Whether the program is installed.</summary>
    public static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, Program)));

    static void SetEnvironment(IDictionary<string, string?> environment)
    {
        WorkerProcess.SetEnvironment(environment, 1L << 30);

        // The instrumentation is inside the .NET assembly, where afl-fuzz cannot see it; counters of a crash say how it happened,
        // a core pattern and the frequency governor are not ours to change.
        environment["AFL_SKIP_BIN_CHECK"] = "1";
        environment["AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES"] = "1";
        environment["AFL_SKIP_CPUFREQ"] = "1";
        environment["AFL_NO_UI"] = "1";

        // On a core of its own as ever where one is free; without it afl-fuzz gives up on a machine where none is.
        environment["AFL_TRY_AFFINITY"] = "1";

        // A runtime starts, the target is instrumented; on a machine with ten times as much to do as it can, that has taken half a minute.
        environment["AFL_FORKSRV_INIT_TMOUT"] = "60000";
    }
}
