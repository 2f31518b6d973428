using System.ComponentModel;
using System.Diagnostics;

namespace ProtoHarness.Bench.Peers;

/// <summary>Programs in Go that are measured against, built from the sources in the repository and Debian's packages.</summary>
static class GoProgram
{
    /// <summary>Builds one.</summary>
    /// <param name="folder">Its sources, from the root of the repository.</param>
    /// <returns>The built program; null, and a line that says what to install, where that cannot be done.</returns>
    internal static string? Build(string folder)
    {
        var root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "ProtoHarness.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        var path = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(folder));
        var start = new ProcessStartInfo("go", ["build", "-o", path, "."]) { WorkingDirectory = Path.Combine(root ?? ".", folder) };
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

        Console.WriteLine("The Go program cannot be built: apt-get install golang-go golang-github-xtaci-smux-dev");
        return null;
    }
}
