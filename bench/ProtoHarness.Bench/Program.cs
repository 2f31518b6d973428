using BenchmarkDotNet.Running;
using ProtoHarness.Bench.Codecs;
using ProtoHarness.Bench.Proxies;

// One word chooses what is measured; each mode has a folder of its own.
switch (args.FirstOrDefault())
{
    case "codecs":
        return CodecRatios.Run(args.ElementAtOrDefault(1) ?? "");
    case "proxy":
        return await ProxyRatios.RunAsync();
    case "bdn":
        BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args[1..]);
        return 0;
    default:
        Console.WriteLine("""
            usage: ProtoHarness.Bench MODE

              codecs [PART]  generated codecs against hand-written span code, as ratios, in half a minute; PART of a name chooses
              proxy          two programs through the proxy against the same two directly
              bdn [ARGS]     all of BenchmarkDotNet's measurements (--filter '*' for all)
            """);
        return 2;
}
