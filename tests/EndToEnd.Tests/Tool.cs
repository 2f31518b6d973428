using System.Diagnostics;
using System.Reflection;

namespace EndToEnd.Tests;

/// <summary>The built command line, run in a process of its own.</summary>
static class Tool
{
    // Only against a hang: nothing is asserted about time.
    static readonly TimeSpan KillAfter = TimeSpan.FromMinutes(8);

    static readonly string Assembly = Baked("Tool");

    /// <summary>What the build wrote down for the tests: <c>Tool</c>, <c>Configuration</c>, <c>Packages</c> (the folder of restored packages).</summary>
    public static string Baked(string name) =>
        typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Runs <c>protoharness</c>.</summary>
    public static Task<ToolRun> RunAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", [Assembly, .. arguments]);

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static Task<ToolRun> DotnetAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

    /// <summary>Runs any program.</summary>
    public static Task<ToolRun> ProgramAsync(string folder, string program, params string[] arguments) => RunAsync(folder, program, arguments);

    static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoHarness.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("ProtoHarness.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }

    static async Task<ToolRun> RunAsync(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        using var tooLong = new CancellationTokenSource(KillAfter, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, TestContext.Current.CancellationToken);
        var cancellationToken = either.Token;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ToolRun(process.ExitCode, await output, await errors);
    }
}
