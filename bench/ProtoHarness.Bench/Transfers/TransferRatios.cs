using System.Globalization;
using ProtoHarness.Bench.Peers;

namespace ProtoHarness.Bench.Transfers;

/// <summary>File transfer, with its checksums, against a bare copy of the same file over a socket: two processes each, over loopback tcp, in turn; the medians, and the ratio in each pair.</summary>
static class TransferRatios
{
    const int Rounds = 5;
    const int Warm = 256 << 20;
    const long Length = 1L << 30;

    internal static async Task<int> RunAsync(string? folder)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder ?? Path.GetTempPath(), "protoharness-transfer"));
        try
        {
            Console.WriteLine("         MB/s  to bare  CPU s  peak MiB, sender and receiver");
            Write(root, "warm", Warm);
            Write(root, "file", Length);
            var runs = await InTurnAsync(root);
            Print("bare", Median(runs[0]), Median(runs[0]));
            Print("ours", Median(runs[1]), Median(runs[0]));
            Console.WriteLine($"in pairs: {string.Join(", ", runs[1].Zip(runs[0], (ours, bare) => (ours.Rate / bare.Rate).ToString("0.00", CultureInfo.InvariantCulture)))}");
        }
        finally
        {
            root.Delete(recursive: true);
        }

        return 0;
    }

    static async Task<List<PeerRun>[]> InTurnAsync(DirectoryInfo root)
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

        return runs;
    }

    static PeerRun Median(List<PeerRun> runs) => runs.OrderBy(run => run.Rate).ElementAt(runs.Count / 2);

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
        $"{name,-6} {run.Rate / 1e6,6:0}  {run.Rate / bare.Rate,6:0.00}x  {run.Cpu,5:0.00}  {Peak(run.Lines):0} and {Peak(run.Served):0}"));

    static double Peak(IReadOnlyList<string> lines) =>
        lines.Where(line => line.StartsWith("PEAK ", StringComparison.Ordinal)).Select(line => long.Parse(line[5..], CultureInfo.InvariantCulture) / 1048576.0).FirstOrDefault();
}
