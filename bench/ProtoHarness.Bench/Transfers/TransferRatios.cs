using System.Globalization;
using ProtoHarness.Bench.Peers;

namespace ProtoHarness.Bench.Transfers;

/// <summary>File transfer, with its checksums, against a bare copy of the same file over a socket: two processes each, over loopback tcp, in turn; the median by rate.</summary>
static class TransferRatios
{
    const int Rounds = 3;
    const int Warm = 256 << 20;

    internal static async Task<int> RunAsync(string? folder)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder ?? Path.GetTempPath(), "protoharness-transfer"));
        try
        {
            Console.WriteLine("                     MB/s  to bare  CPU s  peak MiB, sender and receiver");
            Write(root, "warm", Warm);
            foreach (var megabytes in (int[])[64, 1024])
            {
                Write(root, "file", (long)megabytes << 20);
                var runs = await InTurnAsync(root);
                Print($"bare, {megabytes} MiB", runs[0], runs[0]);
                Print($"ours, {megabytes} MiB", runs[1], runs[0]);
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }

        return 0;
    }

    static async Task<PeerRun[]> InTurnAsync(DirectoryInfo root)
    {
        string[] kinds = ["bare", "ours"];
        var peer = PeerProgram.Ourselves("", "transfer-peer");
        var runs = kinds.Select(_ => new List<PeerRun>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < kinds.Length; i++)
            {
                var target = root.CreateSubdirectory("to");
                runs[i].Add(await peer.RunAsync($"{kinds[i]} {target.FullName}", $"{kinds[i]} {root.FullName}/warm {root.FullName}/file"));
                if (i == 1)
                {
                    Verify(root);
                }

                target.Delete(recursive: true);
            }
        }

        return [.. runs.Select(all => all.OrderBy(run => run.Rate).ElementAt(all.Count / 2))];
    }

    static void Verify(DirectoryInfo root)
    {
        if (new FileInfo(Path.Combine(root.FullName, "to", "file")).Length != new FileInfo(Path.Combine(root.FullName, "file")).Length)
        {
            throw new InvalidDataException("the file did not arrive");
        }
    }

    static void Write(DirectoryInfo root, string name, long length)
    {
        var bytes = new byte[1 << 20];
        var random = new Random(1);
        using var file = File.Create(Path.Combine(root.FullName, name));
        for (var left = length; left > 0; left -= bytes.Length)
        {
            random.NextBytes(bytes);
            file.Write(bytes);
        }

        file.Flush(flushToDisk: true);
    }

    static void Print(string name, PeerRun run, PeerRun bare) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-18} {run.Rate / 1e6,6:0}  {run.Rate / bare.Rate,6:0.00}x  {run.Cpu,5:0.00}  {Peak(run.Lines):0} and {Peak(run.Served):0}"));

    static double Peak(IReadOnlyList<string> lines) =>
        lines.Where(line => line.StartsWith("PEAK ", StringComparison.Ordinal)).Select(line => long.Parse(line[5..], CultureInfo.InvariantCulture) / 1048576.0).FirstOrDefault();
}
