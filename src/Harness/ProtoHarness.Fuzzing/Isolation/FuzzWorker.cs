using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>What a worker process does: it owns its loop, and stages every input in the shared file before it runs.</summary>
static class FuzzWorker
{
    public static void Run(WorkerSpec spec)
    {
        using var stage = StagePage.Open(spec.Stage, spec.Options.MaxInputBytes, create: false);
        using var target = LoadedTarget.Load(TargetReference.Resolve(spec.Target), collectible: false);
        var events = new FolderEvents(spec.Folder, report => stage.Progress = report);
        var loop = CampaignLoop.Create(target, spec.Options, events, TimeProvider.System, stage, spec.Deaths, CancellationToken.None);
        loop.Run(CampaignLoop.Start(target.Source, spec.Options, events.Start()));
    }

    /// <summary>Runs one input in all builds.</summary>
    /// <returns>Whether it failed; it may also kill the process.</returns>
    public static bool RunOnce(WorkerSpec spec, byte[] input)
    {
        using var target = LoadedTarget.Load(TargetReference.Resolve(spec.Target), collectible: false);
        using var stage = StagePage.Open(spec.Stage, spec.Options.MaxInputBytes, create: false);
        var executor = new Executor(target.Source, stage, spec.Options);
        var failed = false;
        var thread = new Thread(() => failed = executor.RunAll(target.Coverage, input).IsFailure, spec.Options.StackBytes);
        thread.Start();
        thread.Join();
        return failed;
    }
}
