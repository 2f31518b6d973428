using System.Globalization;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>
/// Runs inputs for afl-fuzz: the target counts straight into its map and reads straight from its shared test case; a round is one
/// read and two writes.
/// </summary>
static unsafe class AflWorker
{
    // What afl-fuzz takes for a map when nothing else is said; larger ones it makes when our greeting asks for them.
    const int LargestMap = 1 << 23;

    public static int Run(WorkerSpec spec, string pagePath)
    {
        _ = Native.ProcessControl(Native.DieWithParent, Native.Kill);
        CoverageSource.Use(Attach(AflProtocol.MapVariable), LargestMap);
        using var page = new AflPage(pagePath);
        using var target = LoadedTarget.Load(TargetReference.Resolve(spec.Target), collectible: false);
        var mapSize = (int)CoverageMap.RoundUp(FuzzFeedback.First + FuzzFeedback.Counters);
        if (!page.IsGreeted && !Greet(mapSize))
        {
            return 1;
        }

        page.IsGreeted = true;
        var thread = new Thread(() => Serve(target, spec.Options, page, mapSize), Math.Max(spec.Options.StackBytes, 256 << 10));
        thread.Start();
        thread.Join();
        return 0;
    }

    static bool Greet(int mapSize)
    {
        var hello = AflProtocol.Hello(mapSize);
        uint answer;
        return Native.Write(AflProtocol.StatusFile, &hello, sizeof(uint)) == sizeof(uint)
            && Native.Read(AflProtocol.ControlFile, &answer, sizeof(uint)) == sizeof(uint);
    }

    static void Serve(LoadedTarget target, FuzzOptions options, AflPage page, int mapSize)
    {
        var shared = Environment.GetEnvironmentVariable(AflProtocol.TestCaseVariable) is null ? null : Attach(AflProtocol.TestCaseVariable);
        using var stage = new InputStage(options.MaxInputBytes);
        var executor = new Executor(target.Source, stage, options);
        var body = target.Coverage.Run;

        // Static constructors run now and not in the first input of afl-fuzz, which would call the target unstable.
        executor.Run(body, []);
        executor.Run(body, new byte[16]);
        new Span<byte>(CoverageMap.Base, mapSize).Clear();

        var buffer = new byte[options.MaxInputBytes];
        var process = Environment.ProcessId;
        int word;
        while (Native.Read(AflProtocol.ControlFile, &word, sizeof(int)) == sizeof(int))
        {
            page.State = AflPage.Running;
            if (Native.Write(AflProtocol.StatusFile, &process, sizeof(int)) != sizeof(int))
            {
                return;
            }

            var input = shared != null ? new ReadOnlySpan<byte>(shared + sizeof(uint), *(int*)shared) : FromStandardInput(buffer);
            word = Status(executor.RunStaged(body, input));
            page.State = AflPage.Reporting;
            if (Native.Write(AflProtocol.StatusFile, &word, sizeof(int)) != sizeof(int))
            {
                return;
            }

            page.State = AflPage.Idle;
        }
    }

    // A wait status: the number of a signal, chosen so that afl-fuzz files the kinds apart (ABRT, SEGV, XCPU, XFSZ).
    static int Status(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Completed or OutcomeKind.Refused => 0,
        OutcomeKind.Stack => 11,
        OutcomeKind.Hang => 24,
        OutcomeKind.Memory => 25,
        _ => 6,
    };

    static ReadOnlySpan<byte> FromStandardInput(byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = Native.ReadAt(0, start, buffer.Length, 0);
            return buffer.AsSpan(0, (int)Math.Max(0, count));
        }
    }

    static byte* Attach(string variable)
    {
        var id = Environment.GetEnvironmentVariable(variable);
        if (id is null || !int.TryParse(id, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidOperationException($"{variable} is not set; this process has to be started by afl-fuzz");
        }

        var memory = Native.AttachSharedMemory(number, null, 0);
        return (nint)memory == -1 ? throw new InvalidOperationException($"the shared memory {number} of afl-fuzz cannot be attached") : memory;
    }
}
