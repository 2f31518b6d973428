using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>The entry point of the processes that this assembly starts of itself. Users have no business here.</summary>
static class WorkerMain
{
    /// <summary>The input failed when it was run once.</summary>
    public const int FailedAgain = 17;

    const int Usage = 2;

    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["worker", var spec]:
                DieWithParent();
                FuzzWorker.Run(WorkerSpec.FromJson(spec));
                return 0;
            case ["once", var spec, var input]:
                DieWithParent();
                return FuzzWorker.RunOnce(WorkerSpec.FromJson(spec), File.ReadAllBytes(input)) ? FailedAgain : 0;
            case ["afl", var spec, .. var input]:
                return AflSupervisor.Run(WorkerSpec.FromJson(spec), input.FirstOrDefault());
            case ["afl-worker", var spec, var page]:
                return AflWorker.Run(WorkerSpec.FromJson(spec), page);
            default:
                return Usage;
        }
    }

    // A worker whose supervisor was killed must not go on, hung or not: the pipe to it breaks, and a thread waits for just that.
    static void DieWithParent()
    {
        var thread = new Thread(static () =>
        {
            using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1);
            while (input.ReadByte() >= 0)
            {
            }

            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "supervisor watch" };
        thread.Start();
    }
}
