using System.Diagnostics;
using System.Globalization;

namespace ProtoHarness.Fuzz.Smoke;

/// <summary>Shares a smoke run out among processes of this program, one a core: a process fuzzes one target at a time.</summary>
/// <param name="time">The clock.</param>
/// <param name="output">Where the lines of all go.</param>
sealed class SmokeParts(TimeProvider time, TextWriter output)
{
    /// <summary>More processes would not be faster: each of them loads plugins too.</summary>
    const int MaxParts = 4;

    /// <summary>How long a process may take to start and to end.</summary>
    static readonly TimeSpan Around = TimeSpan.FromSeconds(4);

    int _passed;
    int _failed;

    /// <summary>Runs all targets.</summary>
    /// <param name="budget">How long it may take in all.</param>
    /// <returns>Whether all are as they must be.</returns>
    public async Task<bool> RunAsync(TimeSpan budget)
    {
        var started = time.GetTimestamp();
        var count = Math.Clamp(Environment.ProcessorCount, 1, MaxParts);
        var inside = budget > 2 * Around ? budget - Around : budget / 2;
        var whole = await Task.WhenAll(Enumerable.Range(1, count).Select(part => RunPartAsync($"{part}/{count}", inside))).ConfigureAwait(false);
        var (holds, took) = (whole.All(ok => ok) && _failed == 0, time.GetElapsedTime(started));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{_passed} targets passed, {_failed} failed{(holds || _failed > 0 ? "" : ", and a process of the run broke down")} ({took.TotalSeconds:0} s)")).ConfigureAwait(false);
        return holds;
    }

    async Task<bool> RunPartAsync(string part, TimeSpan budget)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [.. Host(), "--part", part, "--seconds", budget.TotalSeconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("a process of this program could not be started");
        while (await process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            Count(line);
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    // Under `dotnet FILE` the program is dotnet, and the file its first argument.
    static IEnumerable<string> Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SmokeParts).Assembly.Location] : [];

    void Count(string line)
    {
        lock (output)
        {
            _passed += line.StartsWith("PASS ", StringComparison.Ordinal) ? 1 : 0;
            _failed += line.StartsWith("FAIL ", StringComparison.Ordinal) ? 1 : 0;
            output.WriteLine(line);
        }
    }
}
