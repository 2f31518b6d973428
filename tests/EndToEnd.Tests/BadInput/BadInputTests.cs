namespace EndToEnd.Tests.BadInput;

/// <summary>Whatever a peer does, the check ends, and in a verdict.</summary>
public sealed class BadInputTests(BadPeer peer) : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<string, string> Peers => new()
    {
        { "random bytes", "C1 refused: malformed frame" },
        { "a length of 2^63", "the length in bytes must lie within 0 and 1000000" },
        { "a frame without end", "C1" },
        { "no answer, for ever", "C1 waits" },
        { "an exception", "InvalidOperationException: out of order" },
        { "a blocked thread", "limits.blocked" },
        { "a loop without end", "limits.blocked" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task Check_of_a_peer_that_misbehaves_ends_in_a_verdict(string what, string reason)
    {
        var check = (await Tool.RunAsync(_folder.Root, ["check", peer.File, .. BadPeer.That(what), "--on", "memory", "--effort", "0.05"])).Ends(1);

        Assert.Contains("FAIL bad-peer/session/completes", check.Output, StringComparison.Ordinal);
        Assert.True(check.Output.Contains(reason, StringComparison.Ordinal), $"{what}: '{reason}' is not said in\n{check.Output}");
    }
}
