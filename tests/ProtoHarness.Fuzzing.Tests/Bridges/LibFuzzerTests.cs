using System.Diagnostics;
using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Bridges;

/// <summary>The real libFuzzer finds the canary.</summary>
public sealed class LibFuzzerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("libfuzzer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lib_fuzzer_finds_the_canary()
    {
        var crash = await FindAsync("canary", "PlantedBugException: canary");
        Assert.StartsWith("twee", await File.ReadAllTextAsync(crash, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lib_fuzzer_is_led_by_states()
    {
        // Nothing but what the target tells of its states says that one message more was right.
        var crash = await FindAsync("planted/ordered-messages", "PlantedBugException");
        Assert.NotEmpty(await File.ReadAllBytesAsync(crash, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Dictionary_words_survive_writing_and_reading()
    {
        var target = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == "planted/checksum");
        var path = Path.Combine(_folder, "words");
        byte[] word = [0, 34, 92, 255, 65];

        DictionaryFile.Write(path, target, new FuzzOptions { Dictionary = [word] });
        var words = DictionaryFile.Read(path);

        Assert.Contains(words, w => w.SequenceEqual(word));
        Assert.Contains(words, w => w.SequenceEqual("HANDSHAKE"u8.ToArray()));
    }

    async Task<string> FindAsync(string name, string bug)
    {
        var target = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == name);
        string program;
        try
        {
            program = LibFuzzer.Build(target, _folder);
        }
        catch (InvalidOperationException e)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", e.Message);
            Assert.Skip(e.Message);
            return "";
        }

        var start = LibFuzzer.Prepare(program, target, new FuzzOptions { MaxTime = TimeSpan.FromSeconds(90), MaxInputBytes = 64 }, _folder);

        // By the package there is no configuration of the library's own, and the runtime did not start.
        var application = start.Environment["PROTOHARNESS_APPLICATION"]!.Split('\n');
        Assert.EndsWith("ProtoHarness.Fuzzing.Tests.runtimeconfig.json", application[application.IndexOf("--runtimeconfig") + 1]);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode != 0, error);
        Assert.Contains(bug, error);
        var crashes = Directory.GetFiles(_folder, "crash-*");
        Assert.True(crashes.Length == 1, error);
        return crashes[0];
    }
}
