using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.Smux.Tests;

public class SplitTests
{
    static byte[] Conversation(int version)
    {
        byte[] bytes =
        [
            .. Wire.Syn(3, version), .. Wire.Psh(3, [1, 2, 3], version), .. Wire.Nop(version), .. Wire.Syn(5, version), .. Wire.Psh(5, new byte[700], version),
            .. version == 2 ? Wire.Upd(3, 0, 77) : [], .. Wire.Psh(3, [4], version), .. Wire.Fin(3, version), .. Wire.Psh(9, [1], version), .. Wire.Fin(5, version),
        ];
        return bytes;
    }

    static string Outcome(SmuxSessionCore core) =>
        string.Join("; ", new[] { core.TryAccept()!, core.TryAccept()! }.Select(c => $"{c.Id} {Convert.ToHexString(core.ReadAll(c))} {c.IsEndedByPeer}"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Input_split_at_every_offset_gives_the_same(int version)
    {
        var bytes = Conversation(version);
        using var whole = new SmuxSessionCore(new SmuxConfig { Version = version }, isClient: false);
        whole.Feed(bytes);
        var expected = Outcome(whole);
        for (var at = 0; at <= bytes.Length; at++)
        {
            using var core = new SmuxSessionCore(new SmuxConfig { Version = version }, isClient: false);
            core.Feed(bytes[..at], bytes[at..]);
            Assert.Equal(expected, Outcome(core));
        }
    }

    [Property]
    public void Junk_never_throws_and_holds_no_more_than_the_limit(byte[] junk, bool isClient, bool two)
    {
        using var core = new SmuxSessionCore(new SmuxConfig { Version = two ? 2 : 1 }, isClient);
        core.Receive(junk);
        core.Receive([(byte)(two ? 2 : 1), .. junk]);
        core.ReceiveEnd();
        Assert.InRange(core.StreamCount, 0, junk.Length);
    }
}
