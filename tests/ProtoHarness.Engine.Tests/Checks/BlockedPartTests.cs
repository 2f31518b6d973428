using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Tests.Checks;

/// <summary>A plugin that blocks its threads is told so once for each thing that is wrong, and does not take a check's time for each case.</summary>
public sealed class BlockedPartTests
{
    [Fact]
    public void What_the_first_values_block_is_not_tried_with_others()
    {
        using var gate = new ManualResetEventSlim();

        var result = Check(new BlockingPlugin(gate, always: true));

        gate.Set();
        var row = Assert.Single(result.Rows);
        Assert.Equal(("session/completes", Verdict.Fail), (row.Law.Id, row.Verdict));
        Assert.True(Assert.Single(row.Failures).IsBlocked);
        Assert.True(result.Finished);
    }

    [Fact]
    public void Behind_a_few_parts_that_have_blocked_the_rest_is_not_judged_and_says_so()
    {
        using var gate = new ManualResetEventSlim();

        var result = Check(new BlockingPlugin(gate, always: false));

        gate.Set();
        Assert.False(result.Finished);
        Assert.Equal(4, result.Failures.Count(pair => pair.Failure.IsBlocked));
        var skipped = result.Rows.Where(row => row.Verdict == Verdict.Unsupported && row.Cases == 0).ToList();
        Assert.NotEmpty(skipped);
        Assert.All(skipped, row => Assert.Equal("not judged: 4 parts of the check before it have blocked their threads", row.Note));
    }

    static CheckResult Check(IProtocolPlugin plugin) => new PluginCheck(
        PluginDefinition.Of(plugin), new CheckOptions { Jobs = 1, OverTcp = false, Effort = 0.1, Blocked = TimeSpan.FromMilliseconds(200) }).Run(null, TestContext.Current.CancellationToken);

    sealed class BlockingPlugin(ManualResetEventSlim gate, bool always) : IProtocolPlugin
    {
        static readonly Parameter<int> Bytes = Parameter.Int("bytes", "how many", 3, min: 1, max: 9, samples: [1, 9]);

        public void Define(PluginBuilder plugin) => plugin
            .Describe("blocking", "blocks its thread, always or when something goes wrong")
            .Service("echo", "gives back each byte", ServeAsync)
            .Conversation("echo", "some bytes, one by one", TalkAsync, Bytes);

        async Task ServeAsync(IConnection connection, RoleContext context)
        {
            var buffer = new byte[1];
            try
            {
                if (always)
                {
                    gate.Wait(CancellationToken.None);
                }

                while (await connection.Stream.ReadAsync(buffer, context.Cancellation) > 0)
                {
                    await connection.Stream.WriteAsync(buffer, context.Cancellation);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                gate.Wait(CancellationToken.None);
                throw;
            }
        }

        static async Task TalkAsync(ConversationContext context)
        {
            await using var connection = await context.ConnectAsync(context.Cancellation);
            var buffer = new byte[1];
            for (var i = 0; i < context.Get(Bytes); i++)
            {
                await connection.Stream.WriteAsync(buffer, context.Cancellation);
                context.Expect(await connection.Stream.ReadAsync(buffer, context.Cancellation) == 1, "no answer came");
            }
        }
    }
}
