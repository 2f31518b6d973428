using System.Security.Cryptography;
using EndToEnd.Tests.BadInput;

namespace EndToEnd.Tests.Fuzz;

/// <summary>Ctrl-C ends a campaign with what it found on disk, whole, and the next run goes on from there.</summary>
public sealed class InterruptedFuzzTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("length-prefix/Plain2Frame")]
    [InlineData("length-prefix/session")]
    [InlineData("length-prefix/Plain2Frame", "--isolate")]
    public async Task Interrupted_campaign_keeps_what_it_found(string target, params string[] flags)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no signal to send to another process: run on Linux or macOS.");
        }

        var corpus = Path.Combine([_folder.Root, "fuzzing", .. target.Split('/'), "corpus"]);
        await using (var tool = Interruptible.Start(_folder.Root, ["fuzz", target, "--json", .. flags]))
        {
            do
            {
                await tool.SaysAsync("\"event\":\"progress\"");
            }
            while (!Kept(corpus).Any());

            tool.Interrupt();
            (await tool.EndAsync()).Ends(130);
        }

        // A file is there whole, named by what is in it.
        var files = Kept(corpus).ToArray();
        Assert.All(files, file => Assert.StartsWith(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))));

        (await Tool.RunAsync(_folder.Root, ["fuzz", target, "--runs", "500", "--resume", .. flags])).Ends(0);
        Assert.Superset(files.ToHashSet(), Kept(corpus).ToHashSet());
    }

    // What is written at this very moment has a name with a dot in front.
    static IEnumerable<string> Kept(string corpus) => Directory.Exists(corpus) ? Directory.EnumerateFiles(corpus).Where(file => !Path.GetFileName(file).StartsWith('.')) : [];
}
