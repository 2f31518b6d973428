using System.ComponentModel;
using System.Diagnostics;

namespace ProtoHarness.Bench.Smux;

/// <summary>Builds the peer on the Go original, from the sources that the interop tests use.</summary>
static class GoPeer
{
    /// <summary>The built program; null, and a line that says what to install, where there is no Go.</summary>
    internal static string? Build()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ProtoHarness.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        var path = Path.Combine(AppContext.BaseDirectory, "smuxpeer");
        var start = new ProcessStartInfo("go", ["build", "-o", path, "."]) { WorkingDirectory = Path.Combine(folder ?? ".", "tests", "Interop.Tests", "go", "smuxpeer") };
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPATH"] = "/usr/share/gocode";
        try
        {
            using var build = Process.Start(start)!;
            build.WaitForExit();
            if (build.ExitCode == 0)
            {
                return path;
            }
        }
        catch (Win32Exception)
        {
            // Told below.
        }

        Console.WriteLine("The Go original cannot be built: apt-get install golang-go golang-github-xtaci-smux-dev");
        return null;
    }
}
