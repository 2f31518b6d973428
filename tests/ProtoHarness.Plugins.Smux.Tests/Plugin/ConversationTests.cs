using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Plugins.Smux.Tests;

public class ConversationTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var conversation in Runs.Plugin.Conversations)
            {
                all.Add(conversation.Name, "");
                foreach (var parameter in conversation.Parameters)
                {
                    foreach (var sample in parameter.Samples)
                    {
                        all.Add(conversation.Name, $"{parameter.Name}={sample}");
                    }
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Conversation_completes_in_memory_in_both_versions(string conversation, string settings)
    {
        Runs.Held(Runs.Run(conversation, settings));
        Runs.Held(Runs.Run(conversation, settings + " version=2"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Conversation_completes_over_tcp_in_both_versions(string conversation, string settings)
    {
        Runs.Held(Runs.Run(conversation, settings, transport: TransportKind.Tcp));
        Runs.Held(Runs.Run(conversation, settings + " version=2", transport: TransportKind.Tcp));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Conversation_completes_under_benign_faults_and_any_schedule(string conversation, string settings)
    {
        string[] faults = ["fragment 1", "chunks 9", "coalesce 5ms", "delay 50ms", "jitter 20ms", "bandwidth 64KiB", "slow-reader 100 1ms", "slow-writer 5ms", "accept-delay 2s"];
        for (var i = 0; i < faults.Length; i++)
        {
            Runs.Held(Runs.Run(conversation, settings + (i % 2 == 0 ? "" : " version=2"), faults[i], explore: true, seed: (ulong)i));
        }
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("bulk")]
    [InlineData("rand")]
    [InlineData("churn")]
    [InlineData("slow-reader")]
    [InlineData("abandon")]
    public void Hostile_fault_at_any_place_ends_cleanly_at_both_ends(string conversation)
    {
        string[] cuts = ["truncate @{0}", "half-close @{0}", "reset @{0}", "silence @{0}", "stall @{0}"];
        string[] changes = ["flip @{0} 0", "flip @{0} 7", "drop @{0} 3", "duplicate @{0} 5", "insert @{0} ff00ff"];
        foreach (var direction in new[] { "C>S", "S>C" })
        {
            for (var at = 0; at < 60; at += 1 + (at / 8))
            {
                var version = at % 2 == 0 ? "" : "version=2";
                foreach (var cut in cuts)
                {
                    Runs.EndedCleanly(Runs.Run(conversation, version, $"{direction} {string.Format(cut, at)}"));
                }

                // smux has no checksum: that changed bytes of data are delivered is not its fault, that a session hangs or breaks would be.
                foreach (var change in changes)
                {
                    Runs.EndedCleanly(Runs.Run(conversation, version, $"{direction} {string.Format(change, at)}"), withFlows: false);
                }
            }
        }
    }

    [Fact]
    public void Cancelled_session_lets_go_of_all_it_holds_at_every_operation()
    {
        for (var operation = 1; operation < 60; operation++)
        {
            Runs.EndedCleanly(Runs.Run("echo", "version=2", $"cancel {operation}"));
            Runs.EndedCleanly(Runs.Run("slow-reader", "version=2", $"cancel {operation}"));
        }
    }

    [Fact]
    public void Same_seed_gives_the_same_trace()
    {
        var first = Runs.Run("echo", "streams=16", explore: true, seed: 7);
        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(first.TraceHash, Runs.Run("echo", "streams=16", explore: true, seed: 7).TraceHash));
    }
}
