using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>The heap is the whole process's: no other test may live on it meanwhile, but for floods.</summary>
[Collection(nameof(HeldMemoryTests))]
[CollectionDefinition(nameof(HeldMemoryTests), DisableParallelization = true)]
public sealed class HeldMemoryTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new KeepingPlugin());

    /// <summary>Sessions on several threads are weighed on one heap: what another one takes or gives back must not count.</summary>
    [Fact]
    public void What_a_flooded_session_holds_is_told_each_time_also_beside_other_floods()
    {
        var results = new SessionResult[8];

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, i => results[i] = SessionRunner.Run(
            new SessionSpec { Plugin = Plugin, Conversation = Plugin.Conversations[0], Seed = new Seed((ulong)i), Faults = FaultRule.Parse("C>S flood @0 1"), KeepBytes = true }));

        Assert.All(results, result => Assert.True(result.Held > result.Spec.Limits.MaxBuffered, $"{result.Held:N0} bytes are held"));
    }

    /// <summary>Keeps all that comes until a byte of zero does.</summary>
    sealed class KeepingPlugin : IProtocolPlugin
    {
        public void Define(PluginBuilder plugin) => plugin
            .Describe("keeping", "keeps all bytes up to a zero")
            .Service("keep", "answers with a byte at the zero", ServeAsync)
            .Conversation("line", "one line", TalkAsync);

        static async Task ServeAsync(IConnection connection, RoleContext context)
        {
            var kept = new List<byte[]>();
            var buffer = new byte[4096];
            while (await connection.Stream.ReadAsync(buffer, context.Cancellation) is > 0 and var count)
            {
                kept.Add(buffer[..count]);
                if (buffer[count - 1] == 0)
                {
                    await connection.Stream.WriteAsync(new byte[] { (byte)kept.Count }, context.Cancellation);
                    return;
                }
            }
        }

        static async Task TalkAsync(ConversationContext context)
        {
            await using var connection = await context.ConnectAsync(context.Cancellation);
            await connection.Stream.WriteAsync("hello\0"u8.ToArray(), context.Cancellation);
            context.Expect(await connection.Stream.ReadAsync(new byte[1], context.Cancellation) == 1, "no answer came");
        }
    }
}
