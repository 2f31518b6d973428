using System.Diagnostics;

namespace ProtoHarness.Framing.Tests.Aot;

/// <summary>Runs programs whose children may outlive them.</summary>
static class Publishing
{
    // Only against a hang: nothing is asserted about time.
    static readonly TimeSpan KillAfter = TimeSpan.FromMinutes(8);

    /// <summary>Runs a program with its output in a file.</summary>
    /// <remarks>
    /// Not through a pipe: a build server that outlives the build inherits the pipe and keeps it open, and whoever waits for its end waits for ever.
    /// </remarks>
    /// <returns>The exit code and the output.</returns>
    internal static async Task<(int Code, string Output)> RunAsync(string folder, string log, params string[] command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", log, .. command]) { WorkingDirectory = folder };
        foreach (var name in start.Environment.Keys.Where(IsOfTheOuterBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = Process.Start(start)!;
        using var tooLong = new CancellationTokenSource(KillAfter, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{string.Join(' ', command)} did not end within {KillAfter}:\n{await ReadAsync(log)}");
        }

        return (process.ExitCode, await ReadAsync(log));
    }

    // A test run is itself a child of MSBuild's: its paths are not for a build of another project.
    static bool IsOfTheOuterBuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase);

    static async Task<string> ReadAsync(string log)
    {
        await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(CancellationToken.None);
    }
}
