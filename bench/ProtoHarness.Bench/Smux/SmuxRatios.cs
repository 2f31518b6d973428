using System.Globalization;
using ProtoHarness.Bench.Peers;

namespace ProtoHarness.Bench.Smux;

/// <summary>Our multiplexer against the Go original, each a server and a client in two processes over loopback tcp, in turn; medians. The clock starts after a warm-up of the same work, in both; the CPU seconds are of all.</summary>
static class SmuxRatios
{
    const int Rounds = 5;
    const long Bytes = 1L << 30;

    internal static async Task<int> RunAsync(string part)
    {
        if (GoProgram.Build("tests/Interop.Tests/go/smuxpeer") is not { } path)
        {
            return 3;
        }

        var go = new PeerProgram("Go", path);
        var ours = PeerProgram.Ourselves("ours", "smux-peer");
        if (part is "" or "bulk")
        {
            await BulkAsync(ours, go);
        }

        if (part is "" or "rate")
        {
            await RatesAsync(ours, go);
        }

        if (part is "" or "idle")
        {
            var run = await ours.RunAsync("-service rand", "-do idle -streams 10000");
            Console.WriteLine($"10,000 idle streams, bytes each at the client: {Told(run, "IDLE ")}; bytes allocated per frame at the client: {Told(run, "ALLOCATED ")}");
        }

        return 0;
    }

    static async Task BulkAsync(PeerProgram ours, PeerProgram go)
    {
        Console.WriteLine("one stream, one way, 64 KiB writes, 1 GiB   MB/s  CPU s  to Go  to raw");
        foreach (var (name, version) in ((string, string)[])[("version 1", "1"), ("version 2", "2"), ("version 2, stream buffer 1 MiB", "2 -stream-buffer 1048576")])
        {
            var client = $"-do bulk -bytes {Bytes} -warm {Bytes} -chunk 65536 -version {version}";
            var runs = await InTurnAsync(
                () => ours.RunAsync("-service raw-discard", client.Replace("bulk", "raw-bulk", StringComparison.Ordinal)),
                () => go.RunAsync($"-service discard -version {version}", client),
                () => ours.RunAsync($"-service discard -version {version}", client));
            Print("raw tcp (.NET)", runs[0], runs);
            Print($"Go, {name}", runs[1], runs);
            Print($"ours, {name}", runs[2], runs);
        }

        static void Print(string name, PeerRun run, PeerRun[] all) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-42} {run.Rate / 1e6,6:0}  {run.Cpu,5:0.00}  {run.Rate / all[1].Rate,4:0.00}x  {run.Rate / all[0].Rate,5:0.00}x"));
    }

    static async Task RatesAsync(PeerProgram ours, PeerProgram go)
    {
        Console.WriteLine("open, 4 bytes out, 8 back, close   callers  requests/s  CPU µs each  to Go");
        foreach (var version in (int[])[1, 2])
        {
            foreach (var (callers, requests) in ((int, int)[])[(1, 20_000), (16, 60_000), (256, 60_000)])
            {
                var client = $"-do rand -workers {callers} -requests {requests} -warm {requests} -version {version}";
                var runs = await InTurnAsync(() => go.RunAsync($"-service rand -version {version}", client), () => ours.RunAsync($"-service rand -version {version}", client));
                Print($"Go, version {version}", callers, runs[0], runs[0]);
                Print($"ours, version {version}", callers, runs[1], runs[0]);
            }
        }

        static void Print(string name, int callers, PeerRun run, PeerRun go) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-33}  {callers,7}  {run.Rate,10:0}  {run.Cpu / (2 * run.Count) * 1e6,11:0.0}  {run.Rate / go.Rate,4:0.00}x"));
    }

    /// <summary>Runs each once, in turn, and again; the median run of each by its rate.</summary>
    static async Task<PeerRun[]> InTurnAsync(params Func<Task<PeerRun>>[] subjects)
    {
        var runs = subjects.Select(_ => new List<PeerRun>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                runs[i].Add(await subjects[i]());
            }
        }

        return [.. runs.Select(all => all.OrderBy(run => run.Rate).ElementAt(all.Count / 2))];
    }

    static string Told(PeerRun run, string word) => run.Lines.FirstOrDefault(line => line.StartsWith(word, StringComparison.Ordinal))?[word.Length..] ?? "?";
}
