using System.Diagnostics;
using System.Globalization;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Instrumentation;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>Runs a target under libFuzzer: a small native program, compiled here by clang, hosts the runtime in the fuzzer's process.</summary>
public static class LibFuzzer
{
    // Of the native program nothing is worth knowing, and with tables of its own libFuzzer would take none of ours that come later.
    const string NotInstrumented = "-fno-sanitize-coverage=inline-8bit-counters,pc-table,indirect-calls,trace-cmp,stack-depth";

    /// <summary>Compiles the native program for a target.</summary>
    /// <param name="target">The target: libFuzzer's counters are made as many as it has.</param>
    /// <param name="folder">Where to; <c>libfuzzer</c> is its name.</param>
    /// <returns>The program's file.</returns>
    /// <exception cref="InvalidOperationException">No clang, or no libFuzzer for it; the text says what to install.</exception>
    public static string Build(TargetSource target, string folder)
    {
        ArgumentNullException.ThrowIfNull(target);
        Directory.CreateDirectory(folder);
        var program = Path.Combine(folder, "libfuzzer");
        var source = Path.Combine(folder, "shim.cpp");
        using (var resource = typeof(LibFuzzer).Assembly.GetManifestResourceStream("shim.cpp")!)
        using (var file = File.Create(source))
        {
            resource.CopyTo(file);
        }

        var start = new ProcessStartInfo(
            "clang++",
            ["-O2", "-g", "-fsanitize=fuzzer", NotInstrumented, $"-DCOUNTERS={Counters(target)}", $"-DSTATES={FuzzFeedback.Counters}", "-o", program, source, "-ldl"])
        {
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? program : throw new InvalidOperationException($"clang++ failed (it needs libFuzzer: on Debian, libclang-rt-14-dev): {error}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("clang++ is needed to build the libFuzzer program (on Debian: clang and libclang-rt-14-dev)", e);
        }
    }

    /// <summary>Prepares a run: the corpus folder, the dictionary, the command line, the environment.</summary>
    /// <param name="program">What <see cref="Build"/> made.</param>
    /// <param name="target">The target.</param>
    /// <param name="options">The limits of an execution, seed and time.</param>
    /// <param name="folder">Where corpus and artifacts are kept.</param>
    /// <param name="extra">More arguments for libFuzzer.</param>
    public static ProcessStartInfo Prepare(string program, TargetSource target, FuzzOptions options, string folder, params IEnumerable<string> extra)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        folder = Path.GetFullPath(folder);
        var corpus = new CorpusFolder(Path.Combine(folder, "corpus"));
        var dictionary = Path.Combine(folder, "dictionary");
        DictionaryFile.Write(dictionary, target, options);
        var arguments = new List<string>
        {
            corpus.Path,
            $"-dict={dictionary}",
            $"-artifact_prefix={folder}/",
            string.Create(CultureInfo.InvariantCulture, $"-seed={(uint)options.Seed}"),
            string.Create(CultureInfo.InvariantCulture, $"-max_len={options.MaxInputBytes}"),

            // The runtime turns these signals into exceptions.
            "-handle_segv=0", "-handle_fpe=0", "-handle_bus=0", "-rss_limit_mb=0", "-detect_leaks=0",
        };
        if (options.MaxTime != Timeout.InfiniteTimeSpan)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"-max_total_time={(int)Math.Ceiling(options.MaxTime.TotalSeconds)}"));
        }

        var start = new ProcessStartInfo(program, [.. arguments, .. extra]) { UseShellExecute = false };
        WorkerProcess.SetEnvironment(start.Environment, 1L << 30);
        start.Environment["PROTOHARNESS_HOSTFXR"] = HostLibrary();
        start.Environment["PROTOHARNESS_APPLICATION"] = string.Join('\n', WorkerProcess.Application());
        start.Environment["PROTOHARNESS_SPEC"] = new WorkerSpec(target.Reference, folder, "", options).ToJson();
        return start;
    }

    static string Counters(TargetSource target)
    {
        var sites = 0;
        foreach (var assembly in target.Assemblies)
        {
            sites += Instrumenter.Instrument(assembly, BuildKind.Coverage, sites).Sites.Count;
        }

        return CoverageMap.RoundUp(sites).ToString(CultureInfo.InvariantCulture);
    }

    // ROOT/shared/Microsoft.NETCore.App/VERSION holds the framework; ROOT/host/fxr/VERSION the library that starts it.
    static string HostLibrary()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var folder = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", "host", "fxr"));
        return Directory.EnumerateFiles(folder, "libhostfxr.so", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal).First();
    }
}
