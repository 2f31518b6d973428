using System.Diagnostics;
using System.Reflection;

namespace EndToEnd.Tests;

/// <summary>The built command line, run in a process of its own.</summary>
static class Tool
{
    static readonly string Assembly =
        typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Tool").Value!;

    /// <summary>Runs <c>protoharness</c>.</summary>
    public static Task<ToolRun> RunAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", [Assembly, .. arguments]);

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static Task<ToolRun> DotnetAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

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
        var cancellationToken = TestContext.Current.CancellationToken;
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
