using System.Globalization;
using BenchmarkDotNet.Running;
using ProtoHarness.Bench.Codecs;
using ProtoHarness.Bench.Fuzzing;
using ProtoHarness.Bench.Pools;
using ProtoHarness.Bench.Proxies;
using ProtoHarness.Bench.Tls;
using ProtoHarness.Bench.Sessions;
using ProtoHarness.Bench.Smux;
using ProtoHarness.Bench.Transfers;

// One word chooses what is measured; each mode has a folder of its own.
switch (args.FirstOrDefault())
{
    case "codecs":
        return CodecRatios.Run(args.ElementAtOrDefault(1) ?? "");
    case "sessions":
        return SessionRates.Run(args.ElementAtOrDefault(1) ?? "");
    case "splits":
        return SplitTimes.Run();
    case "proxy":
        return await ProxyRatios.RunAsync();
    case "tls":
        return await TlsFigures.RunAsync(args.ElementAtOrDefault(1) ?? "");
    case "tls-box":
        return await TlsBox.RunAsync(args[1]);
    case "fuzz":
        return await FuzzRates.RunAsync(args.ElementAtOrDefault(1) ?? "");
    case "pool":
        return await PoolRatios.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null);
    case "smux":
        return await SmuxRatios.RunAsync(args.ElementAtOrDefault(1) ?? "");
    case "smux-peer":
        return await SmuxPeer.RunAsync(args[1..]);
    case "transfer":
        return await TransferRatios.RunAsync(args.ElementAtOrDefault(1));
    case "transfer-peer":
        return await TransferPeer.RunAsync(args[1..]);
    case "bdn":
        BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.WriteLine("""
            usage: ProtoHarness.Bench MODE

              codecs [PART]    generated codecs against hand-written span code, as ratios, in half a minute; PART of a name chooses
              sessions [PART]  complete sessions in memory, a second, on one thread
              splits           every two-way split of nine frame shapes, in seconds
              proxy            two programs through the proxy against the same two directly
              tls [PART]       the TLS probe against its box; PART is chain, confirm, full, pending or fleet
              fuzz [PART]      what instrumentation and isolation cost, and executions a second, in two minutes and more; PART is
                               instrumentation, engine, sessions, afl, libfuzzer or planted (how long the bugs on purpose take)
              pool [RENTERS]   the connection pool against pools of the usual Go designs, in two minutes; RENTERS (1, 8 or 64) chooses
              smux [PART]      the multiplexer against the Go original, in two processes each; PART is bulk, rate or idle
              transfer [DIR]   file transfer against a bare socket copy of the same file, two processes each, below DIR
              bdn [ARGS]       all of BenchmarkDotNet's measurements (--filter '*' for all)
            """);
        return 2;
}
