using System.Text.RegularExpressions;

namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>Each line of the table of bad input: what it comes to, that it has a reason, and that it holds no more memory than is allowed, however often it happens.</summary>
public partial class HostileTests
{
    const uint Rounds = 30_000;

    public static TheoryData<string, int> Cases => new(from hostile in HostileCases.All from version in hostile.Versions select (hostile.Name, version));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bad_input_has_its_outcome_and_its_reason_and_bounds_memory(string name, int version)
    {
        using var victim = new HostileVictim(version);
        Attack(victim, name);
    }

    [Fact]
    public void Core_that_takes_any_version_is_found()
    {
        using var victim = new HostileVictim(1, config => new AnyVersionTaken(config));
        Assert.ThrowsAny<Exception>(() => Attack(victim, "a frame of another version"));
    }

    [Fact]
    public void Core_that_believes_any_update_is_found()
    {
        using var victim = new HostileVictim(2, config => new AnyUpdateBelieved(config));
        Assert.ThrowsAny<Exception>(() => Attack(victim, "UPD for more than was sent"));
    }

    [Fact]
    public void Table_and_document_name_the_same()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ProtoHarness.sln")))
        {
            folder = folder.Parent;
        }

        var section = File.ReadAllText(Path.Combine(folder.FullName, "docs", "wire", "smux.md")).Split("## 9. Bad input")[1].Split("\n## ")[0];
        Assert.Equal(HostileCases.All.Select(hostile => hostile.Name), TableRow().Matches(section).Skip(1).Select(row => row.Groups[1].Value));
    }

    static void Attack(HostileVictim victim, string name)
    {
        var hostile = HostileCases.All.Single(known => known.Name == name);
        for (uint round = 0; round < Rounds; round++)
        {
            victim.Offer(hostile.Attack(victim, round));
        }

        Assert.InRange(victim.Pool.Most, 0, victim.Limit);
        Assert.InRange(victim.Core.StreamCount, 0, HostileVictim.MaxStreams);
        Verify(victim, hostile);
        victim.Core.Dispose();
        victim.Core.EndSend();
        Assert.Equal(0, victim.Pool.Rented);
    }

    static void Verify(HostileVictim victim, HostileCase hostile)
    {
        var core = victim.Core;
        switch (hostile.Outcome)
        {
            case HostileOutcome.Ends:
                Assert.Contains(hostile.Reason, core.Fault?.Message);
                Assert.False(core.CanReceive || core.HasOutput);
                Assert.Equal(SmuxReadStatus.Fault, core.TryRead(victim.Bystander, new byte[1], out _));
                Assert.Equal(SmuxWriteStatus.Fault, core.BeginWrite(victim.Bystander, new byte[1]));
                break;
            case HostileOutcome.FailsWrites:
                Assert.Equal(SmuxWriteStatus.Fault, core.BeginWrite(victim.Target, new byte[1]));
                Assert.Contains(hostile.Reason, core.WriteFault(victim.Target)?.Message);
                victim.AssertBystanderGoesOn();
                break;
            case HostileOutcome.Ignored:
                Assert.InRange(core.IgnoredFrames, Rounds - 1, Rounds);
                Assert.Contains(hostile.Reason, core.LastIgnored);
                Assert.Null(core.Fault);
                victim.AssertBystanderGoesOn();
                break;
            case HostileOutcome.StopsReading:
                Assert.False(core.CanReceive);
                Assert.Null(core.Fault);
                Relieve(victim);
                victim.AssertBystanderGoesOn();
                break;
            case HostileOutcome.Waits:
                Assert.Null(core.Fault);
                Assert.InRange(victim.Pool.Rented, 0, 2 * SmuxSessionCore.BatchSize);
                core.EndSend();
                Assert.True(core.HasOutput);
                break;
        }
    }

    /// <summary>The application does its part: it accepts and reads what there is.</summary>
    static void Relieve(HostileVictim victim)
    {
        while (victim.Accept() is not null)
        {
        }

        victim.Accepted.ForEach(channel => victim.Core.ReadAll(channel));
        Assert.True(victim.Core.CanReceive);
    }

    [GeneratedRegex(@"^\| (?!---)(.+?) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    sealed class AnyUpdateBelieved(SmuxConfig config) : SmuxSessionCore(config, isClient: false)
    {
        internal override int Window(SmuxChannel channel) => int.MaxValue;
    }

    sealed class AnyVersionTaken(SmuxConfig config) : SmuxSessionCore(config, isClient: false)
    {
        internal override bool IsRightVersion(byte version) => true;
    }
}
