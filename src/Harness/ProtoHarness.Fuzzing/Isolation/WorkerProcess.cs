using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>Starts this assembly as a process of its own, with the run-time configuration of the program that we are part of.</summary>
static class WorkerProcess
{
    /// <summary>The command line of a role.</summary>
    /// <param name="role">What the process is to be; see <see cref="WorkerMain"/>.</param>
    /// <param name="arguments">What the role takes.</param>
    public static IReadOnlyList<string> CommandLine(string role, params IEnumerable<string> arguments) => [Muxer(), .. Application(), role, .. arguments];

    /// <summary>What <c>dotnet</c> takes to run this assembly as a part of the program that we are in, whose run-time configuration is there even where ours is not: a package does not bring it.</summary>
    public static IReadOnlyList<string> Application()
    {
        var host = Assembly.GetEntryAssembly()?.GetName().Name;
        var command = new List<string> { "exec" };
        foreach (var (option, suffix) in new[] { ("--runtimeconfig", ".runtimeconfig.json"), ("--depsfile", ".deps.json") })
        {
            var file = Path.Combine(AppContext.BaseDirectory, host + suffix);
            if (host is not null && File.Exists(file))
            {
                command.AddRange([option, file]);
            }
        }

        return [.. command, typeof(WorkerProcess).Assembly.Location];
    }

    /// <summary>Starts a role. It ends itself when we are gone: its standard input is a pipe that only we hold open.</summary>
    /// <param name="role">The role.</param>
    /// <param name="memoryLimit">The most bytes of its managed heap; above it an allocation fails in the process alone.</param>
    /// <param name="arguments">What the role takes.</param>
    public static Process Start(string role, long memoryLimit, params IEnumerable<string> arguments)
    {
        var command = CommandLine(role, arguments);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        SetEnvironment(start.Environment, memoryLimit);
        return Process.Start(start) ?? throw new InvalidOperationException("the worker process could not be started");
    }

    /// <summary>The environment of a worker: one heap, a limit on it, hot code optimised soon, and no dumps of expected deaths.</summary>
    public static void SetEnvironment(IDictionary<string, string?> environment, long memoryLimit)
    {
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_TieredPGO"] = "1";
        environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
        environment["DOTNET_GCHeapHardLimit"] = memoryLimit.ToString("X", CultureInfo.InvariantCulture);
    }

    static string Muxer()
    {
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            return Environment.ProcessPath!;
        }

        // The shared framework that runs us lies in ROOT/shared/Microsoft.NETCore.App/VERSION.
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var muxer = Path.GetFullPath(Path.Combine(framework, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(muxer) ? muxer : "dotnet";
    }
}
