using System.Text.Json;

namespace EndToEnd.Tests.Findings;

public sealed class FindingCommandTests : IDisposable
{
    /// <summary>One read is taken for the whole message.</summary>
    const string Wrong = "await connection.Stream.ReadAsync(body, context.Cancellation)";

    const string Right = "await connection.Stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.Cancellation)";

    const string Plugin = """
        public sealed class Hasty : IProtocolPlugin
        {
            static readonly Parameter<int> Messages = Parameter.Int("messages", "how many", 5, min: 1, max: 100);

            public void Define(PluginBuilder plugin) => plugin.Describe("hasty", "a byte of length, then so many bytes, echoed")
                .Service("echo", "echoes", async (connection, context) =>
                {
                    var length = new byte[1];
                    while (await connection.Stream.ReadAsync(length, context.Cancellation) > 0)
                    {
                        var body = new byte[length[0]];
                        var read = @READ@;
                        await connection.Stream.WriteAsync(body.AsMemory(0, read), context.Cancellation);
                    }
                })
                .Conversation("echo", "messages, and the same back", async context =>
                {
                    await using var connection = await context.ConnectAsync(context.Cancellation);
                    for (var i = 0; i < context.Get(Messages); i++)
                    {
                        await connection.Stream.WriteAsync(new byte[] { 3, 1, 2, (byte)i }, context.Cancellation);
                        var answer = new byte[3];
                        await connection.Stream.ReadExactlyAsync(answer, context.Cancellation);
                        context.Expect(answer[2] == i, "the answer is another one");
                    }
                }, Messages);
        }
        """;

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task A_bug_goes_from_the_check_to_a_finding_to_a_test_and_is_gone_once_it_is_mended()
    {
        _folder.Write("Hasty.cs", Plugin.Replace("@READ@", Wrong, StringComparison.Ordinal));
        var check = (await Run("check", "./Hasty.cs", "--on", "memory", "--filter", "session/split", "--json", "--report", "junit=out/j.xml,sarif=out/s.json,ndjson=out/n.ndjson,html=out/h.html")).Ends(1);
        Assert.All((string[])["j.xml", "s.json", "n.ndjson", "h.html"], name => Assert.Contains("findings/hasty-session-split-", File.ReadAllText(_folder.At("out", name)), StringComparison.Ordinal));
        var finding = JsonDocument.Parse(check.Output).RootElement.GetProperty("plugins")[0].GetProperty("laws")[0].GetProperty("failures")[0].GetProperty("finding");
        var file = finding.GetProperty("file").GetString()!;
        Assert.Equal($"protoharness replay {file}", finding.GetProperty("replay").GetString());
        Assert.True(finding.GetProperty("reproducible").GetBoolean());
        Assert.NotEmpty(finding.GetProperty("ends").EnumerateArray());
        Assert.StartsWith("findings/hasty-session-split-", file, StringComparison.Ordinal);
        Assert.Contains("messages=1", File.ReadAllText(_folder.At(file)), StringComparison.Ordinal);

        var replay = (await Run("replay", file, "--runs", "20")).Ends(1);
        Assert.Contains("the bug lives, in 20 of 20 runs", replay.Output, StringComparison.Ordinal);
        Assert.Contains("the same, byte for byte, each time", replay.Output, StringComparison.Ordinal);
        Assert.Contains("0 steps", (await Run("shrink", file)).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("1 findings of 1 bugs", (await Run("triage", "findings")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("new global::Hasty()", (await Run("export", "xunit", file)).Ends(0).Output, StringComparison.Ordinal);

        _folder.Write("Hasty.cs", Plugin.Replace("@READ@", Right, StringComparison.Ordinal));
        var gone = (await Run("replay", file)).Ends(0);
        Assert.Contains("PASS hasty/session/split: the bug is gone", gone.Output, StringComparison.Ordinal);
        (await Run("run", "findings", "-q")).Ends(0);

        _folder.Write("known.txt", "hasty/session/split\n");
        var listed = (await Run("check", "Hasty.cs", "--on", "memory", "--filter", "session/split", "--baseline", "known.txt", "--report", "junit=known.txt/j.xml,html=held.html")).Ends(1);
        Assert.Contains("take it off the list", listed.Output, StringComparison.Ordinal);
        Assert.Contains("the junit report", listed.Errors, StringComparison.Ordinal);
        Assert.Contains("under C&gt;S split @1</summary><table class=\"sequence\">", File.ReadAllText(_folder.At("held.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_said_with_its_place()
    {
        Assert.Contains("no.phs: error: there is no such file", (await Run("replay", "no.phs")).Ends(2).Errors, StringComparison.Ordinal);
        _folder.Write("f.phs", "phs 1\nfinding 1\nlaw session/split\nuse nobody\nC echo\n");
        var missing = (await Run("replay", "f.phs")).Ends(3);
        Assert.Contains("nobody", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("--plugin FILE", missing.Errors, StringComparison.Ordinal);
    }
}
