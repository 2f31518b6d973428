using System.ComponentModel;
using System.Diagnostics;

namespace Interop.Tests;

/// <summary>A peer in Go, built once from its sources and Debian's packages. Where Go is missing its tests are skipped, in CI they fail.</summary>
/// <param name="folder">The folder of its sources, below <c>go</c>.</param>
/// <param name="package">A package that it needs, as it is imported.</param>
/// <param name="install">What installs both.</param>
sealed class GoProgram(string folder, string package, string install)
{
    const string Libraries = "/usr/share/gocode";

    readonly Lazy<(string? Path, string Problem)> _built = new(() => Build(folder, package));

    /// <summary>The peer on the Go original of smux.</summary>
    public static GoProgram Smux { get; } = new("smuxpeer", "github.com/xtaci/smux", "apt-get install golang-go golang-github-xtaci-smux-dev");

    /// <summary>A command line that runs it; skips the test where it cannot be built for want of Go.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The command line.</returns>
    public string Command(string arguments) => $"'{Path()}' {arguments}";

    /// <summary>The program; skips the test where it cannot be built for want of Go.</summary>
    /// <returns>Where it is.</returns>
    public string Path()
    {
        var (path, problem) = _built.Value;
        if (path is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{problem}; {install}");
        }

        Assert.True(path is not null, $"{problem}; {install}");
        return path;
    }

    static (string? Path, string Problem) Build(string folder, string package)
    {
        if (!Directory.Exists(System.IO.Path.Combine(Libraries, "src", package)))
        {
            return (null, $"the Go package {package} is not installed");
        }

        var path = System.IO.Path.Combine(AppContext.BaseDirectory, folder);
        var start = new ProcessStartInfo("go", ["build", "-o", path, "."])
        {
            WorkingDirectory = System.IO.Path.Combine(AppContext.BaseDirectory, "go", folder),
            RedirectStandardError = true,
        };
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPATH"] = Libraries;
        start.Environment["GOCACHE"] = System.IO.Path.Combine(AppContext.BaseDirectory, "go-cache");
        start.Environment["CGO_ENABLED"] = "0";
        try
        {
            using var build = Process.Start(start)!;
            var errors = build.StandardError.ReadToEnd();
            build.WaitForExit();
            return build.ExitCode == 0 ? (path, "") : throw new InvalidOperationException($"go build: {errors}");
        }
        catch (Win32Exception e)
        {
            return (null, $"go is not installed ({e.Message})");
        }
    }
}
