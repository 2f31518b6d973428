using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

public class BoxTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new TlsProbePlugin());

    public static TheoryData<string> Cases => [.. BoxCases.All.Select(one => one.Name)];

    public static TheoryData<string> SlowCases => [.. BoxCases.All.Where(one => one.Expected.Contains(Codes.TimeoutHandshake)).Select(one => one.Name)];

    /// <summary>Over tcp the clock is real, so what ends by a budget alone gets a shorter one.</summary>
    public static TheoryData<string> QuickCases => [.. BoxCases.All.Where(one => !one.Expected.Contains(Codes.TimeoutHandshake)).Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_case_gives_its_codes_and_no_others_in_memory(string name)
    {
        var result = Run(name, TransportKind.Memory, Plugin.Conversations[0]);

        Assert.True(result.Roles[0].Outcome == RoleOutcome.Completed, $"{string.Join("; ", result.Roles)} {result.End} {string.Join("; ", result.Waiting)}");
        Assert.Empty(result.Leaks);
    }

    [Theory]
    [MemberData(nameof(QuickCases))]
    public void Each_case_gives_its_codes_and_no_others_over_tcp(string name)
    {
        var result = Run(name, TransportKind.Tcp, Plugin.Conversations[0]);

        Assert.True(result.Roles[0].Outcome == RoleOutcome.Completed, string.Join("; ", result.Roles));
    }

    [Theory]
    [MemberData(nameof(SlowCases))]
    public void Each_case_that_ends_by_its_budget_gives_its_code_over_tcp(string name)
    {
        var one = BoxCases.Of(name);
        var impatient = one with { Options = options => one.Options(options) with { Limits = new() { Handshake = TimeSpan.FromMilliseconds(300) } } };
        var result = Run(name, TransportKind.Tcp, new Conversation("probe", "", context => BoxProbe.TalkAsync(context, impatient, ProbeDepth.Full)));

        Assert.True(result.Roles[0].Outcome == RoleOutcome.Completed, string.Join("; ", result.Roles));
    }

    [Theory]
    [InlineData("expired", "good-rsa")]
    [InlineData("good-rsa", "expired")]
    [InlineData("silence", "close-after-hello")]
    public void A_case_that_is_served_by_another_is_noticed(string expected, string served)
    {
        var conversation = new Conversation("probe", "", context => BoxProbe.TalkAsync(context, BoxCases.Of(expected), ProbeDepth.Full));
        var result = Run(served, TransportKind.Memory, conversation);

        Assert.NotEqual(RoleOutcome.Completed, result.Roles[0].Outcome);
        Assert.Contains($"{expected}: expected", string.Join("; ", result.Roles), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_case_ends_within_its_budget_and_a_tenth(string name)
    {
        var result = Run(name, TransportKind.Memory, Plugin.Conversations[0]);

        Assert.InRange(result.Elapsed, TimeSpan.Zero, BoxCases.Of(name).Expected.Contains(Codes.TimeoutHandshake) ? new ProbeLimits().Handshake * 1.1 : TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_box_has_the_cases_of_certificates_chains_servers_and_29_hostile_scripts()
    {
        Assert.Equal(29, HostileScripts.All.Count);
        Assert.Equal(BoxCases.All.Count, BoxCases.All.Select(one => one.Name).Distinct().Count());
        Assert.All(BoxCases.All.SelectMany(one => one.Expected), code => Assert.Contains(Codes.All, known => known.Code == code));
    }

    static SessionResult Run(string name, TransportKind transport, Conversation conversation)
    {
        var values = ParameterValues.Defaults.With(Plugin.Options[0], name);
        return SessionRunner.Run(new SessionSpec
        {
            Plugin = Plugin,
            Conversation = conversation,
            Values = conversation.Parameters.Count > 0 ? values.With(conversation.Parameters[0], "full") : values,
            Seed = new Seed(1),
            Transport = transport,
        });
    }
}
