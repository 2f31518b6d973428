using System.Diagnostics;
using ProtoHarness.Fuzzing.Isolation;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>
/// The process that afl-fuzz starts. It owns the two pipes for as long as afl-fuzz runs and hands them down to a worker, which
/// speaks the protocol itself; when the worker dies of an input, this one reports how, and starts the next.
/// </summary>
static unsafe class AflSupervisor
{
    const int SignalBase = 128;
    const int SettleAttempts = 20;

    static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(10);

    public static int Run(WorkerSpec spec, string? inputFile)
    {
        if (Native.Control(AflProtocol.StatusFile, Native.GetFlags) < 0)
        {
            return RunWithoutFuzzer(spec, inputFile);
        }

        using var page = AflPage.Create();
        while (true)
        {
            page.State = AflPage.Idle;
            using var worker = StartWorker(spec, page.Path);
            worker.WaitForExit();
            if (!page.IsGreeted || (page.State == AflPage.Idle && worker.ExitCode == 0))
            {
                return worker.ExitCode;
            }

            if (page.State == AflPage.Running || (page.State == AflPage.Reporting && IsAwaited()))
            {
                var status = worker.ExitCode > SignalBase ? worker.ExitCode - SignalBase : worker.ExitCode << 8;
                if (Native.Write(AflProtocol.StatusFile, &status, sizeof(int)) != sizeof(int))
                {
                    return 0;
                }
            }
        }
    }

    // Without afl-fuzz: one input, from the file or from standard input, and the exit code says whether it failed.
    static int RunWithoutFuzzer(WorkerSpec spec, string? inputFile)
    {
        using var input = inputFile is null
            ? new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(0, ownsHandle: false), FileAccess.Read)
            : File.OpenRead(inputFile);
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        var stage = Path.GetTempFileName();
        try
        {
            return FuzzWorker.RunOnce(spec with { Stage = stage }, bytes.ToArray()) ? WorkerMain.FailedAgain : 0;
        }
        finally
        {
            File.Delete(stage);
        }
    }

    static Process StartWorker(WorkerSpec spec, string page)
    {
        var command = WorkerProcess.CommandLine("afl-worker", spec.ToJson(), page);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        return Process.Start(start) ?? throw new InvalidOperationException("the worker process could not be started");
    }

    // It died while it wrote its status. If neither pipe holds anything for a while, the status was never written.
    static bool IsAwaited()
    {
        using var never = new ManualResetEvent(false);
        for (var attempt = 0; attempt < SettleAttempts; attempt++)
        {
            int status = 0, control = 0;
            _ = Native.DeviceControl(AflProtocol.StatusFile, Native.BytesReadable, &status);
            _ = Native.DeviceControl(AflProtocol.ControlFile, Native.BytesReadable, &control);
            if (status > 0 || control > 0)
            {
                return false;
            }

            never.WaitOne(Settle);
        }

        return true;
    }
}
