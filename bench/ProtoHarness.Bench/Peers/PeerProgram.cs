using System.Diagnostics;
using System.Globalization;

namespace ProtoHarness.Bench.Peers;

/// <summary>A peer as a command: ours, or the Go original's with the same command line.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Path">The executable.</param>
/// <param name="Arguments">What stands before the peer's own arguments.</param>
sealed record PeerProgram(string Name, string Path, params string[] Arguments)
{
    /// <summary>This program once more, however it was started: by its executable, as <c>dotnet run</c> does, or by <c>dotnet</c> and its assembly.</summary>
    /// <param name="name">What the table calls it.</param>
    /// <param name="mode">The mode that makes a peer of it.</param>
    /// <returns>The peer.</returns>
    internal static PeerProgram Ourselves(string name, string mode)
    {
        var path = Environment.ProcessPath!;
        return System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? new(name, path, typeof(PeerProgram).Assembly.Location, mode) : new(name, path, mode);
    }

    /// <summary>Runs a server and a client of it against each other, in a process each.</summary>
    /// <param name="server">The server's arguments.</param>
    /// <param name="client">The client's.</param>
    /// <returns>What the client counted, by the second, and the CPU seconds of both: from their start, or from where the client said WARM.</returns>
    internal async Task<PeerRun> RunAsync(string server, string client)
    {
        using var serving = Start($"server {server}");
        var address = (await serving.StandardOutput.ReadLineAsync())!["LISTEN ".Length..];
        using var calling = Start($"client -to {address} {client}");
        var told = new List<string>();
        var before = 0.0;
        while (await calling.StandardOutput.ReadLineAsync() is { } line)
        {
            told.Add(line);
            if (line == "WARM")
            {
                before = (serving.TotalProcessorTime + calling.TotalProcessorTime).TotalSeconds;
            }
        }

        serving.StandardInput.Close();
        var served = (await serving.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var ok = told.FirstOrDefault(line => line.StartsWith("OK ", StringComparison.Ordinal))?.Split(' ');
        var rate = ok is null ? 0 : Number(ok[1]) / Number(ok[2]);
        return new PeerRun(rate, Cpu(told) + Cpu(served) - before, ok is null ? 0 : Number(ok[1]), told, served);
    }

    /// <summary>Starts it, with its input and output in the caller's hands.</summary>
    /// <param name="arguments">Its arguments, with blanks between them.</param>
    /// <returns>The process.</returns>
    internal Process Start(string arguments) => Process.Start(new ProcessStartInfo(Path, [.. Arguments, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    static double Cpu(IEnumerable<string> lines) => lines.Where(line => line.StartsWith("CPU ", StringComparison.Ordinal)).Sum(line => Number(line[4..]));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
