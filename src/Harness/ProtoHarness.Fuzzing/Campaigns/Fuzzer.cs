using System.Diagnostics;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing;

/// <summary>
/// The shortest way in: a program whose <c>Main</c> gives a body. It has the shape of SharpFuzz, so that its users change a
/// <c>using</c>; assemblies are instrumented at load, there is no step before. Started by afl-fuzz, the same program serves it.
/// </summary>
public static class Fuzzer
{
    /// <summary>Where corpus, findings and state are kept when nothing is said.</summary>
    public const string DefaultFolder = "fuzzing";

    /// <summary>Fuzzes a body in this process, until the budget of the options ends; without options, until the process is ended.</summary>
    /// <param name="body">A static method or a lambda that captures nothing, with the input as a stream.</param>
    /// <param name="options">The settings; the usual when null.</param>
    /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
    /// <returns>The distinct failures.</returns>
    public static IReadOnlyList<FuzzFinding> Run(Action<Stream> body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
        RunHere(body, options ?? new FuzzCampaignOptions(), alsoInstrument);

    /// <summary>Fuzzes a body in this process, until the budget of the options ends; without options, until the process is ended.</summary>
    /// <param name="body">A static method or a lambda that captures nothing, with the input as UTF-8 text.</param>
    /// <param name="options">The settings; the usual when null.</param>
    /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
    /// <returns>The distinct failures.</returns>
    public static IReadOnlyList<FuzzFinding> Run(Action<string> body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
        RunHere(body, options ?? new FuzzCampaignOptions(), alsoInstrument);

    /// <summary>Fuzzes a body in this process, until the budget of the options ends; without options, until the process is ended.</summary>
    /// <param name="body">A static method or a lambda that captures nothing.</param>
    /// <param name="options">The settings; the usual when null.</param>
    /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
    /// <returns>The distinct failures.</returns>
    public static IReadOnlyList<FuzzFinding> Run(FuzzBody body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
        RunHere(body, options ?? new FuzzCampaignOptions(), alsoInstrument);

    static IReadOnlyList<FuzzFinding> RunHere(Delegate body, FuzzCampaignOptions options, params IEnumerable<string> alsoInstrument)
    {
        var target = MethodTarget.Of(body, alsoInstrument);
        if (Environment.GetEnvironmentVariable(AflProtocol.MapVariable) is not null)
        {
            Environment.ExitCode = AflSupervisor.Run(new WorkerSpec(target.Reference, DefaultFolder, "", options.Loop), null);
            return [];
        }

        return new FuzzCampaign(target, options with { Folder = options.Folder ?? DefaultFolder }, TimeProvider.System).RunAsync().GetAwaiter().GetResult().Findings;
    }

    /// <summary>Inputs run in worker processes, which may die of them.</summary>
    public static class OutOfProcess
    {
        /// <summary>Fuzzes a body in worker processes, until the budget of the options ends; without options, until the process is ended.</summary>
        /// <param name="body">A static method or a lambda that captures nothing, with the input as a stream.</param>
        /// <param name="options">The settings; the usual when null.</param>
        /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
        /// <returns>The distinct failures.</returns>
        public static IReadOnlyList<FuzzFinding> Run(Action<Stream> body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
            RunHere(body, (options ?? new FuzzCampaignOptions()) with { Isolated = true }, alsoInstrument);

        /// <summary>Fuzzes a body in worker processes, until the budget of the options ends; without options, until the process is ended.</summary>
        /// <param name="body">A static method or a lambda that captures nothing, with the input as UTF-8 text.</param>
        /// <param name="options">The settings; the usual when null.</param>
        /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
        /// <returns>The distinct failures.</returns>
        public static IReadOnlyList<FuzzFinding> Run(Action<string> body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
            RunHere(body, (options ?? new FuzzCampaignOptions()) with { Isolated = true }, alsoInstrument);

        /// <summary>Fuzzes a body in worker processes, until the budget of the options ends; without options, until the process is ended.</summary>
        /// <param name="body">A static method or a lambda that captures nothing.</param>
        /// <param name="options">The settings; the usual when null.</param>
        /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
        /// <returns>The distinct failures.</returns>
        public static IReadOnlyList<FuzzFinding> Run(FuzzBody body, FuzzCampaignOptions? options = null, params IEnumerable<string> alsoInstrument) =>
            RunHere(body, (options ?? new FuzzCampaignOptions()) with { Isolated = true }, alsoInstrument);
    }

    /// <summary>The engine is libFuzzer.</summary>
    public static class LibFuzzer
    {
        /// <summary>Fuzzes a body under libFuzzer, which is compiled on the way.</summary>
        /// <param name="body">A static method or a lambda that captures nothing.</param>
        /// <param name="alsoInstrument">The assemblies under test, when they are others than the body's own: paths, or names of files beside it.</param>
        /// <returns>libFuzzer's exit code; 0 when nothing failed.</returns>
        public static int Run(ReadOnlySpanAction body, params IEnumerable<string> alsoInstrument)
        {
            var target = MethodTarget.Of(body, alsoInstrument);
            var start = Bridges.LibFuzzer.Prepare(Bridges.LibFuzzer.Build(target, DefaultFolder), target, new FuzzOptions(), DefaultFolder);
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
