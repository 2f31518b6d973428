using ProtoHarness.Fuzz.Targets;
using ProtoHarness.Fuzzing.Coverage;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Coverage;

/// <summary>The report says of each line whether an input ran it, and how a campaign got to its edges.</summary>
public sealed class CoverageTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("coverage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_that_ran_are_told_from_those_that_did_not()
    {
        var (before, after) = (Measure([3, 1, 9]), Measure([3, 1, 9], [2, 2, 1, 1]));

        Assert.True(LineOf(before, "total ^= value"));
        Assert.False(LineOf(before, "total += (body[0] << 8)"));
        Assert.False(LineOf(before, "total -= body[7]"));
        Assert.True(LineOf(before, "GC.KeepAlive(total)"));

        Assert.True(LineOf(after, "total += (body[0] << 8)"));
        Assert.False(LineOf(after, "total -= body[7]"));
        Assert.True(after.Edges > before.Edges);
        Assert.Equal((2, 0), (after.Inputs, after.Failed));
    }

    [Fact]
    public void A_method_without_a_branch_ran_when_its_caller_did()
    {
        var report = Measure("planted/ordered-messages", [[4, 0]]);

        Assert.True(LineOf(report, "row[Order[state]] = state + 1", "OrderedMessages.cs"));
    }

    [Fact]
    public void Lines_of_async_methods_and_handlers_of_a_plugin_in_one_file_are_told_too()
    {
        var path = Path.Combine(_folder, "Careful.cs");
        File.WriteAllText(path, """
            public sealed class Careful : IProtocolPlugin
            {
                public void Define(PluginBuilder plugin) => plugin.Describe("careful", "a byte there and back")
                    .Service("echo", "sends it back", ServeAsync)
                    .Conversation("echo", "a byte, and the same back", TalkAsync);

                static async Task ServeAsync(IConnection connection, RoleContext context)
                {
                    var buffer = new byte[1];
                    try
                    {
                        while (await connection.Stream.ReadAsync(buffer, context.Cancellation) > 0)
                        {
                            await connection.Stream.WriteAsync(buffer, context.Cancellation);
                            if (buffer[0] == 7)
                            {
                                throw new TimeoutException();
                            }

                            GC.KeepAlive("another byte");
                        }
                    }
                    catch (TimeoutException)
                    {
                        await Task.Yield();
                        GC.KeepAlive("handled");
                    }
                    catch (FormatException)
                    {
                        GC.KeepAlive("never thrown");
                    }
                    finally
                    {
                        GC.KeepAlive("at the end");
                    }
                }

                static async Task TalkAsync(ConversationContext context)
                {
                    await using var connection = await context.ConnectAsync(context.Cancellation);
                    await connection.Stream.WriteAsync(new byte[] { 7 }, context.Cancellation);
                    await connection.Stream.ReadExactlyAsync(new byte[1], context.Cancellation);
                }
            }
            """);
        var source = Assert.Single(PluginTargets.Of(path));
        using var target = LoadedTarget.Load(source);

        // The one conversation, both sides, without a fault.
        var report = CoverageMeter.Measure(target, [[]], new FuzzOptions(), []);

        Assert.All((string[])["connection.Stream.WriteAsync(buffer", "throw new TimeoutException", "\"handled\"", "\"at the end\"", "ReadExactlyAsync"], line => Assert.True(LineOf(report, line, "Careful.cs"), line));
        Assert.All((string[])["\"another byte\"", "\"never thrown\""], line => Assert.False(LineOf(report, line, "Careful.cs"), line));
    }

    [Fact]
    public void The_page_shows_every_line_of_a_file_with_its_mark()
    {
        var report = Measure([3, 1, 9]) with { Timeline = [new(0.5, 10, 3, 0, 1), new(1, 20, 5, 0, 2)], Transitions = ["a: <x> -> y"] };
        var file = FileOf(report, "TaggedUnion.cs").File;
        var page = CoverageHtml.Write(report, path => path == file ? File.ReadAllText(path) : null);

        Assert.Equal(File.ReadAllLines(file).Length + 1, page.Split("<span class=").Length - 1 + (File.ReadAllText(file).EndsWith('\n') ? 0 : 1));
        Assert.Contains("<span class=\"ran\">", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"not\">", page, StringComparison.Ordinal);
        Assert.Contains("a: &lt;x&gt; -&gt; y", page, StringComparison.Ordinal);
        Assert.Contains("<polyline points=\"400,80 800,0\"/>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_has_a_point_for_each_step_ahead_and_survives_a_line_that_was_cut_off()
    {
        var timeline = new Timeline(_folder);
        timeline.Add(Progress(1, 10, edges: 3));
        timeline.Add(Progress(2, 20, edges: 3));
        timeline.Add(Progress(3, 30, edges: 4));
        File.AppendAllText(Path.Combine(_folder, "timeline.ndjson"), "\n{\"Seconds\":3.5,\"Exec");
        new Timeline(_folder).Add(Progress(4, 40, edges: 5));

        Assert.Equal([(1.0, 3), (3.0, 4), (4.0, 5)], timeline.Read().Select(p => (p.Seconds, p.Edges)));
        timeline.Clear();
        Assert.Empty(timeline.Read());
    }

    [Fact]
    public async Task A_campaign_writes_its_timeline_and_a_resumed_one_goes_on_with_it()
    {
        var source = TargetRegistry.Find("planted/tagged-union");
        var options = new FuzzCampaignOptions { Folder = _folder, Loop = new FuzzOptions { MaxExecutions = 20_000 } };
        await new FuzzCampaign(source, options, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        var first = new Timeline(_folder).Read();
        await new FuzzCampaign(source, options with { Resume = true }, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        var both = new Timeline(_folder).Read();

        Assert.NotEmpty(first);
        Assert.Equal(first, both.Take(first.Count));
        Assert.True(both[^1].Executions >= first[^1].Executions + 20_000);
    }

    static FuzzProgress Progress(int seconds, long executions, int edges) =>
        new(TimeSpan.FromSeconds(seconds), executions, 1, edges, 9, 0, 1, 0, TimeSpan.Zero, 1);

    static CoverageReport Measure(params byte[][] inputs) => Measure("planted/tagged-union", inputs);

    static CoverageReport Measure(string name, byte[][] inputs)
    {
        using var target = LoadedTarget.Load(TargetRegistry.Find(name));
        return CoverageMeter.Measure(target, inputs, new FuzzOptions(), []);
    }

    static FileCoverage FileOf(CoverageReport report, string name) => Assert.Single(report.Files, f => Path.GetFileName(f.File) == name);

    static bool LineOf(CoverageReport report, string text, string name = "TaggedUnion.cs")
    {
        var file = FileOf(report, name);
        var number = Array.FindIndex(File.ReadAllLines(file.File), line => line.Contains(text, StringComparison.Ordinal)) + 1;
        Assert.True(number > 0, text);
        return Assert.Single(file.Lines, line => line.Key == number).Value;
    }
}
