using System.Diagnostics;
using System.Globalization;

namespace ProtoHarness.Bench.Pools;

/// <summary>The pools of the usual Go designs, in a process of their own.</summary>
/// <param name="path">The built program.</param>
/// <param name="design">Which of them.</param>
sealed class PoolPeer(string path, string design) : IPoolSubject
{
    public string Name => $"Go, {design}";

    public async Task<PoolRun> RunAsync(int renters, int each, bool yields)
    {
        var start = new ProcessStartInfo(path, ["-pool", design, "-renters", $"{renters}", "-each", $"{each}", .. yields ? (string[])["-yield"] : []])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var told = (await process.StandardOutput.ReadToEndAsync()).Split(' ', '\n');
        double Number(int at) => double.Parse(told[at], CultureInfo.InvariantCulture);
        return new PoolRun(Number(2) / Number(1) * 1e9, Number(3));
    }
}
