using System.Globalization;

namespace SmuxGateway;

/// <summary>Asks a gateway of each shape, in turn and in one process, and prints what each came to.</summary>
static class LoadComparison
{
    public static async Task RunAsync(int requests, TimeProvider time)
    {
        await using var service = new RandomServer(0);
        Console.WriteLine("shape     callers  requests/s  p50 ms  p99 ms");
        foreach (var callers in (int[])[1, 16, 64])
        {
            foreach (var (name, create) in Gateway.Shapes)
            {
                await using var app = Gateway.Create(0, () => create(service.Address));
                await app.StartAsync();
                using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
                await AskAsync(http, callers, requests / 10, time);
                var start = time.GetTimestamp();
                var latencies = await AskAsync(http, callers, requests, time);
                var seconds = time.GetElapsedTime(start).TotalSeconds;
                latencies.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-9} {callers,7}  {latencies.Count / seconds,10:0}  {latencies[latencies.Count / 2].TotalMilliseconds,6:0.00}  {latencies[latencies.Count * 99 / 100].TotalMilliseconds,6:0.00}"));
                await app.StopAsync();
            }
        }
    }

    static async Task<List<TimeSpan>> AskAsync(HttpClient http, int callers, int requests, TimeProvider time)
    {
        var left = Math.Max(requests, callers);
        var latencies = await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            var mine = new List<TimeSpan>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var start = time.GetTimestamp();
                ulong.Parse((await http.GetStringAsync("/rand")).Trim(), CultureInfo.InvariantCulture);
                mine.Add(time.GetElapsedTime(start));
            }

            return mine;
        }));
        return [.. latencies.SelectMany(mine => mine)];
    }
}
