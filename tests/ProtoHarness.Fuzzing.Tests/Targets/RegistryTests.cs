using ProtoHarness.Fuzz.Targets;
using ProtoHarness.Fuzz.Targets.Harness;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Targets;

/// <summary>What is fuzzed of this repository, on the inputs that are kept of it. The smoke run of all of it is a program of its own.</summary>
public sealed class RegistryTests
{
    public static TheoryData<string> Sound => [.. TargetRegistry.Sound.Select(target => target.Name)];

    [Fact]
    public void The_registry_has_our_parsers_and_canaries()
    {
        Assert.Superset(
            new HashSet<string>(["harness/scenario-parser", "harness/finding-parser", "tls/records", "tls/client"]),
            TargetRegistry.Sound.Select(target => target.Name).ToHashSet());
        Assert.Contains("canary", TargetRegistry.Canaries.Select(target => target.Name));
        Assert.Throws<TargetException>(() => TargetRegistry.Find("no such target"));
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Inputs_that_failed_once_fail_no_more(string name)
    {
        var options = new FuzzOptions();
        using var target = LoadedTarget.Load(TargetRegistry.Find(name));
        using var stage = new InputStage(options.MaxInputBytes);
        var executor = new Executor(target.Source, stage, options);
        byte[][] inputs = [[], .. Inputs("corpora", name), .. Inputs("regressions", name)];

        Assert.All(inputs, input => Assert.InRange(executor.RunAll(target.Triage, input).Kind, OutcomeKind.Completed, OutcomeKind.Refused));
    }

    [Fact]
    public void Handshake_that_loses_the_byte_behind_a_split_is_found()
    {
        var caught = Inputs("corpora", "tls/client").Select(input => BrokenLaw(input, static (handshake, said, split) =>
        {
            handshake.Receive(said[..split]);
            handshake.Receive(said[(split == 0 ? 0 : Math.Min(split + 1, said.Length))..]);
            handshake.ReceiveEnd();
        }));

        Assert.Contains("tls/split", caught);
    }

    [Fact]
    public void Handshake_that_is_not_told_of_the_end_is_found() =>
        Assert.Equal("tls/end", BrokenLaw([0, 0], static (handshake, said, _) => handshake.Receive(said)));

    static string? BrokenLaw(byte[] input, HandshakeFeed feed)
    {
        try
        {
            // The second byte splits: what is kept may say any place, a record's head shows a lost byte for certain.
            input[1] = 3;
            TlsClient.Judge(input, feed);
            return null;
        }
        catch (LawViolationException e)
        {
            return e.Law;
        }
    }

    static byte[][] Inputs(string kind, string name)
    {
        var folder = Path.Combine([Repository(), "fuzz", kind, .. name.Split('/')]);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoHarness.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("ProtoHarness.sln is in no folder above the tests");
        }

        return folder.FullName;
    }
}
