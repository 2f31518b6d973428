namespace EndToEnd.Tests.BadInput;

/// <summary>Whatever a peer does, the check ends, and in a verdict.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly TempFolder _folder = new();

    public static TheoryData<string, string, string> Peers => new()
    {
        { "random bytes", "var junk = new byte[64]; random.NextBytes(junk); await connection.Output.WriteAsync(junk, context.Cancellation);", "C1 refused: malformed frame" },
        { "a length of 2^63", "await connection.Output.WriteAsync(new byte[] { 0x80, 0, 0, 0, 0, 0, 0, 0 }, context.Cancellation);", "the length in bytes must lie within 0 and 1000000" },
        { "a frame without end", "while (true) { await connection.Output.WriteAsync(new byte[] { 0, 0, 0, 0, 0, 15, 66, 64 }, context.Cancellation); await connection.Output.WriteAsync(new byte[100], context.Cancellation); }", "C1" },
        { "no answer, for ever", "await Task.Delay(Timeout.Infinite, context.Cancellation);", "C1 waits" },
        { "an exception", "throw new InvalidOperationException(\"out of order\");", "InvalidOperationException: out of order" },
        { "a blocked thread", "new ManualResetEventSlim().Wait();", "limits.blocked" },
        { "a loop without end", "var spins = 0L; while (true) { spins++; }", "limits.blocked" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Peers))]
    public async Task Check_of_a_peer_that_misbehaves_ends_in_a_verdict(string what, string answer, string reason)
    {
        _folder.Write("BadPeer.cs", BadPeer.Source(answer));
        var check = (await Tool.RunAsync(_folder.Root, "check", "./BadPeer.cs", "--on", "memory", "--effort", "0.05")).Ends(1);

        Assert.Contains("FAIL bad-peer/session/completes", check.Output, StringComparison.Ordinal);
        Assert.True(check.Output.Contains(reason, StringComparison.Ordinal), $"{what}: '{reason}' is not said in\n{check.Output}");
    }
}
