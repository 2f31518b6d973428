using System.Text.RegularExpressions;

namespace EndToEnd.Tests.BadInput;

/// <summary>Ctrl-C ends the program with what is known so far, whatever it is at.</summary>
public sealed class InterruptionTests(BadPeer peer) : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Interrupted_check_says_what_is_known_so_far()
    {
        RequireSignals();
        await using var tool = Interruptible.Start(_folder.Root, "check", "length-prefix", "--effort", "1000");
        await tool.SaysAsync("length-prefix: messages behind their length");

        tool.Interrupt();

        var run = (await tool.EndAsync()).Ends(130);

        // On a machine that is too busy to stop within two seconds, that is said instead.
        Assert.Matches(new Regex(@"cases in .* s, not finished[\s\S]*not all cases were judged|left behind"), run.Output + run.Errors);
    }

    [Fact]
    public async Task Interrupted_check_of_a_plugin_that_blocks_its_thread_ends_too()
    {
        RequireSignals();
        await using var tool = Interruptible.Start(_folder.Root, ["check", peer.File, .. BadPeer.That("a blocked thread")]);
        await tool.SaysAsync("bad-peer: a server that misbehaves");

        tool.Interrupt();

        (await tool.EndAsync()).Ends(130);
    }

    [Fact]
    public async Task Second_interruption_waits_for_nobody()
    {
        RequireSignals();
        await using var tool = Interruptible.Start(_folder.Root, ["check", peer.File, .. BadPeer.That("a blocked thread"), "--isolate", "false"]);
        await tool.SaysAsync("bad-peer: a server that misbehaves");

        tool.Interrupt();
        tool.Interrupt();

        (await tool.EndAsync()).Ends(130);
    }

    static void RequireSignals()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There is no signal to send to another process: run on Linux or macOS.");
        }
    }
}
