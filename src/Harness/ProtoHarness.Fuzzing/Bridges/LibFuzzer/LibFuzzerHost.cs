using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>The managed half of the libFuzzer bridge, called from the shim.</summary>
static unsafe class LibFuzzerHost
{
    static Executor? _executor;
    static FuzzBody? _body;

    [UnmanagedCallersOnly]
    public static int Start(byte* spec, byte* counters, int length, byte* states, delegate* unmanaged<void> watchStates)
    {
        try
        {
            CoverageSource.Use(counters, length);
            var settings = WorkerSpec.FromJson(Marshal.PtrToStringUTF8((nint)spec)!);
            var target = LoadedTarget.Load(TargetReference.Resolve(settings.Target), collectible: false);
            FuzzFeedback.PlaceAt(() =>
            {
                watchStates();
                return checked((int)(states - CoverageMap.Base));
            });
            _executor = new Executor(target.Source, new InputStage(settings.Options.MaxInputBytes), settings.Options);
            _body = target.Coverage.Run;
            _executor.Run(_body, []);
            new Span<byte>(counters, length).Clear();
            new Span<byte>(states, FuzzFeedback.Counters).Clear();
            return 0;
        }
        catch (Exception e)
        {
            Print(e.ToString());
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    public static int Run(byte* data, int size)
    {
        var outcome = _executor!.RunStaged(_body!, new ReadOnlySpan<byte>(data, size));
        if (!outcome.IsFailure)
        {
            return 0;
        }

        // libFuzzer's own stack ends at the shim; this is what tells findings apart.
        Print($"{outcome.Kind}: {outcome.Exception}");
        return 1;
    }

    static void Print(string text)
    {
        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write);
        error.Write(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
