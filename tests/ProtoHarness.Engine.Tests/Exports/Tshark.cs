using System.Diagnostics;
using System.Xml.Linq;

namespace ProtoHarness.Engine.Tests.Exports;

/// <summary>Wireshark without its window. Where it is missing the test is skipped, and with <c>CI=true</c> it fails.</summary>
static class Tshark
{
    /// <summary>The packets of a capture as PDML, with a dissector of ours.</summary>
    public static async Task<List<XElement>> PacketsAsync(byte[] capture, string lua)
    {
        var xml = await RunAsync(capture, lua, "-T", "pdml");
        return [.. XDocument.Parse(xml).Descendants("packet")];
    }

    public static async Task<string> RunAsync(byte[] capture, string lua, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("protoharness-tshark-");
        try
        {
            var (file, script) = (Path.Combine(folder.FullName, "run.pcapng"), Path.Combine(folder.FullName, "dissector.lua"));
            await File.WriteAllBytesAsync(file, capture, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(script, lua, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(Find(), ["-X", $"lua_script:{script}", "-r", file, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            Assert.DoesNotContain("Lua", await errors, StringComparison.Ordinal);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static string Find()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "tshark")).FirstOrDefault(File.Exists);
        if (path is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "tshark is missing, and CI=true demands it");
            Assert.Skip("tshark is missing: install it (Debian: apt install tshark)");
        }

        return path;
    }
}
