using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Bench.Tls;

/// <summary>The TLS probe on one core against its own box on the other.</summary>
static class TlsFigures
{
    const int Warm = 6000;
    const int Probes = 6000;
    const int WarmConfirmations = 3000;
    const int Confirmations = 300;
    const int Rounds = 6;
    const int AtOnce = 16;
    const int PendingBefore = 1000;
    const int Pending = 3000;
    const int Targets = 1000;
    const int SilentTargets = 200;

    static readonly TimeSpan Budget = new ProbeLimits().Handshake;

    static readonly ProbeOptions Quick = new() { Depth = ProbeDepth.Chain, Trust = new() { Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)] } };

    public static async Task<int> RunAsync(string part)
    {
        TlsBox.Affinity(0);
        (string Name, Func<Task> Measure)[] parts = [("chain", ChainsAsync), ("confirm", ConfirmationsAsync), ("full", EnumerationsAsync), ("pending", PendingAsync), ("fleet", FleetAsync)];
        foreach (var (_, measure) in parts.Where(one => one.Name.Contains(part, StringComparison.Ordinal)))
        {
            await measure();
        }

        return 0;
    }

    static Task ChainsAsync() => WithBoxAsync("good-tls12-ecdsa", async port =>
    {
        await ProbeAsync(Enumerable.Repeat((At(port), Quick), Warm));
        var (rate, cost) = await RateAsync(Probes, () => ProbeAsync(Enumerable.Repeat((At(port), Quick), Probes)));
        Console.WriteLine($"chain probes, judged           {rate,8:0} a second on one core, {cost:0.000} ms of processor each (goal 2,000)");
    });

    static async Task ConfirmationsAsync()
    {
        await ConfirmationsAsync("good-tls12-ecdsa");
        await ConfirmationsAsync("good-tls12");
    }

    static Task ConfirmationsAsync(string name) => WithBoxAsync(name, async port =>
    {
        Console.WriteLine($"{name}:");
        await ConfirmAsync(port, WarmConfirmations);
        await BareAsync(port, WarmConfirmations);
        var (ours, bare) = (new List<(double Rate, double Cost)>(), new List<(double Rate, double Cost)>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await RateAsync(Confirmations, () => ConfirmAsync(port, Confirmations)));
            bare.Add(await RateAsync(Confirmations, () => BareAsync(port, Confirmations)));
        }

        Tell("confirmations by SslStream", ours);
        Tell("a bare SslStream, in turn", bare);
        Console.WriteLine($"a confirmation against a bare one  {ours.Average(one => one.Cost) / bare.Average(one => one.Cost),4:0.00} times the processor time");

        static void Tell(string what, List<(double Rate, double Cost)> rounds) => Console.WriteLine(
            $"{what,-28} {1 / rounds.Average(one => 1 / one.Rate),10:0} a second on one core, the best round {rounds.Max(one => one.Rate):0}; {rounds.Average(one => one.Cost):0.000} ms of processor each, the best {rounds.Min(one => one.Cost):0.000} (goal 700 a second)");
    });

    static async Task EnumerationsAsync()
    {
        foreach (var name in new[] { "good", "good-rsa", "everything" })
        {
            await WithBoxAsync(name, async port =>
            {
                var full = Quick with { Depth = ProbeDepth.Full };
                await ProbeAsync([(At(port), full)], isGood: false);
                ProbeRecord? record = null;
                var started = Stopwatch.GetTimestamp();
                await ProbeAsync([(At(port), full)], isGood: false, told => record = told);
                Console.WriteLine(
                    $"all of one server, {name,-12} {Stopwatch.GetElapsedTime(started).TotalSeconds,7:0.000} s, {record!.Handshakes} handshakes, {record.Accepted!.Suites.Sum(pair => pair.Value.Count)} suites (goal 0.5)");
            });
        }
    }

    static Task PendingAsync() => WithBoxAsync("silence", async port =>
    {
        var waiting = Quick with { Limits = new() { Handshake = TimeSpan.FromMinutes(2), Target = TimeSpan.FromMinutes(3) } };
        using var end = new CancellationTokenSource();

        // What the first ones take is mostly the process's own: its code, its heap for new objects, its threads.
        var first = await WaitAsync(0, PendingBefore);
        var (managed, resident) = Memory();
        var then = await WaitAsync(PendingBefore, Pending);
        var (managedThen, residentThen) = Memory();
        Console.WriteLine($"a pending probe                {(managedThen - managed) / 1024.0 / Pending,8:0.0} KiB managed, {(residentThen - resident) / 1024.0 / Pending:0.0} KiB resident, of {Pending} (goal 15)");
        await end.CancelAsync();
        await Task.WhenAll(first, then).ContinueWith(_ => { }, TaskScheduler.Default);

        async Task<Task> WaitAsync(int from, int count)
        {
            var run = ProbeAsync(Enumerable.Range(from, count).Select(i => (At(port, i), waiting)), isGood: false, inFlight: count, cancellation: end.Token);
            await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
            return run;
        }
    });

    static Task FleetAsync() => WithBoxAsync("good-tls12-ecdsa", port => WithBoxAsync("silence", async silent =>
    {
        var options = Quick with { Limits = new() { Handshake = Budget } };
        var started = Stopwatch.GetTimestamp();
        var timeouts = 0;
        await ProbeAsync(
            Enumerable.Range(0, Targets).Select(i => (At(i % (Targets / SilentTargets) == 0 ? silent : port, i), options)), isGood: false,
            record => timeouts += record.Findings.Any(finding => finding.Code == Codes.TimeoutHandshake) ? 1 : 0, new FleetOptions().InFlight, new FleetOptions().Rate);
        var took = Stopwatch.GetElapsedTime(started);
        Console.WriteLine($"{Targets} targets, {timeouts} of them silent  {took.TotalSeconds,8:0.00} s with a budget of {Budget.TotalSeconds:0} s, {took / Budget:0.00} of it (goal 1.10)");
    }));

    /// <summary>An address of the loopback network, as many as there are targets.</summary>
    static ProbeTarget At(int port, int number = 0) => new($"127.0.{1 + (number / 250)}.{1 + (number % 250)}", port) { Name = "host.probe.test" };

    static async Task ProbeAsync(
        IEnumerable<(ProbeTarget, ProbeOptions)> targets, bool isGood = true, Action<ProbeRecord>? told = null, int inFlight = AtOnce, double rate = 1e6, CancellationToken cancellation = default)
    {
        var fleet = new FleetProbe(new SocketNetwork(), new FleetOptions { InFlight = inFlight, Rate = rate }, TimeProvider.System, number => new Random((int)number));
        await fleet.RunAsync(
            targets,
            record =>
            {
                Require(!isGood || record.Status == Severity.Ok, record.Findings);
                told?.Invoke(record);
            },
            cancellation);
    }

    static Task ConfirmAsync(int port, int count)
    {
        var network = new SocketNetwork();
        var shared = new SharedWork(new Random(1));
        return TimesAsync(count, async () =>
        {
            var confirmation = await new HandshakeRunner(network, At(port), Quick, TimeProvider.System, new Random(1), shared).ConfirmAsync(new(TlsVersion.Tls12, ""), default);
            Require(confirmation.IsDone, []);
        });
    }

    static Task BareAsync(int port, int count) => TimesAsync(count, () => BareConfirmation.AskAsync(port, At(port).Name!));

    /// <summary>Does the same again and again, some at once.</summary>
    static Task TimesAsync(int count, Func<Task> act)
    {
        var left = count;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await act();
            }
        }));
    }

    static async Task<(double Rate, double Cost)> RateAsync(int count, Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var (started, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        await run();
        var took = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        return (count / took.TotalSeconds, (process.TotalProcessorTime - before).TotalMilliseconds / count);
    }

    /// <summary>What lives, and what the system has given for it once the collector has given back what it can.</summary>
    static (long Managed, long Resident) Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    static async Task WithBoxAsync(string name, Func<int, Task> measure)
    {
        var (process, port) = await TlsBox.StartAsync(name);
        using var box = process;
        try
        {
            await measure(port);
        }
        finally
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
        }
    }

    static void Require(bool condition, IReadOnlyList<Finding> findings)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"a probe came to something else: {string.Join(", ", findings)}");
        }
    }
}
