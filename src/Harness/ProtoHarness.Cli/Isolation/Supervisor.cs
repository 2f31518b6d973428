using System.Diagnostics;
using System.Runtime.InteropServices;
using ProtoHarness.Engine.Isolation;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Isolation;

/// <summary>
/// Runs this same command in a worker process. When the worker ends in the middle of a case, that case is a failure, and another worker goes on without it.
/// </summary>
/// <param name="MemoryBytes">The worker's managed heap at most; then its allocations fail. Setting: <c>--memory</c>.</param>
sealed partial record Supervisor(long MemoryBytes)
{
    /// <summary>After so many, what is left is not worth the time.</summary>
    const int MostDeaths = 32;

    const int Interrupt = 2;

    static readonly TimeSpan BySignalOfTerminal = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs workers until one comes to its own end.</summary>
    /// <param name="args">The command line, without the program.</param>
    /// <param name="complain">Told what a user must know.</param>
    /// <param name="cancellationToken">Is passed on to the worker.</param>
    /// <returns>The last worker's answer.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, Action<string> complain, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("protoharness-").FullName;
        try
        {
            while (true)
            {
                var code = await RunWorkerAsync(args, folder, cancellationToken).ConfigureAwait(false);
                if (Worker.HasEnded(folder) || cancellationToken.IsCancellationRequested)
                {
                    return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : code;
                }

                using var journal = Worker.OpenJournal(folder);
                var open = journal.Open();
                var how = Describe(code);
                if (open.Count == 0)
                {
                    complain($"the worker process ended outside of any case: {how}");
                    return ExitCode.CouldNotRun;
                }

                // Who of several at once ended it cannot be told; alone, it can.
                var sure = open.Count == 1;
                var deaths = sure ? open.Select(at => new Death(at.Part, at.Number, how)).ToList() : [];
                Worker.AddDeaths(folder, deaths);
                complain(sure ? $"the worker process ended in {open[0].Part}, case {open[0].Number + 1}: {how}; going on without it"
                    : $"the worker process ended, in one of {open.Count} cases that ran at once: {how}; going on one by one");
                if (!sure)
                {
                    Worker.OneByOne(folder);
                }

                if (Worker.ReadDeaths(folder).Count >= MostDeaths)
                {
                    complain($"{MostDeaths} worker processes have ended so; the rest is not run");
                    return ExitCode.Findings;
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    static string Describe(int code)
    {
        const int BySignal = 128;
        const int Abort = BySignal + 6;
        const int Segmentation = BySignal + 11;
        const int Killed = BySignal + 9;
        return code switch
        {
            Abort => $"it was aborted (exit code {code}), as by a stack overflow or Environment.FailFast; what the runtime said of it is printed above",
            Segmentation => $"it accessed memory that is not its own (exit code {code})",
            Killed => $"it was killed (exit code {code}), as by a system that is out of memory",
            _ => $"it exited with code {code}, as by Environment.Exit",
        };
    }

    async Task<int> RunWorkerAsync(IReadOnlyList<string> args, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Supervisor).Assembly.Location);
        }

        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment[Worker.Variable] = folder;

        // A plugin in one file is compiled by the first worker; those that take its place find what it made.
        start.Environment.TryAdd(SourceCompiler.KeptIn, Path.Combine(folder, "compiled"));
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{MemoryBytes:x}";
        using var process = Process.Start(start)!;
        await using var forward = cancellationToken.Register(() => _ = ForwardAsync(process)).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>A terminal interrupts both processes; whoever interrupts this one alone means both.</summary>
    static async Task ForwardAsync(Process process)
    {
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(BySignalOfTerminal, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (OperatingSystem.IsWindows())
            {
                process.Kill();
            }
            else
            {
                _ = Kill(process.Id, Interrupt);
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
