using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Tests.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports.Process;

public sealed class ProgramSessionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("* fragment 3")]
    [InlineData("C>S chunks 7 | delay 1ms")]
    public void A_program_serves_the_plugins_clients_through_the_faults(string faults)
    {
        var result = Run(ForeignPeer.Command("echo"), ProgramSide.Server, faults, clients: 3);

        Assert.True(result.Completed, string.Join("; ", result.Roles));
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt} did not fire"));
        Assert.Equal(3, result.Directions.Select(direction => direction.Connection).Distinct().Count());
        Assert.Equal((0, false), (result.Program!.ExitCode, result.Program.WasKilled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* fragment 1")]
    public void A_program_is_a_client_of_the_plugins_server_through_the_faults(string faults)
    {
        var result = Run(ForeignPeer.Command("ask"), ProgramSide.Client, faults);

        Assert.True(result.Completed, $"{string.Join("; ", result.Roles)}; {result.Program}");
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt} did not fire"));
    }

    [Theory]
    [InlineData("C>S truncate @2")]
    [InlineData("S>C reset @1")]
    public void A_hostile_fault_reaches_the_program(string faults)
    {
        var result = Run(ForeignPeer.Command("ask"), ProgramSide.Client, faults);

        Assert.Contains(result.Roles, role => role is { Name: "C1", Outcome: RoleOutcome.Unexpected } && role.Error!.Message.Contains("ended with exit code", StringComparison.Ordinal));
    }

    [Fact]
    public void The_exit_code_of_a_client_is_part_of_the_verdict_with_what_it_wrote_last()
    {
        var result = Run("sh -c 'echo out; echo of luck >&2; exit 3' {port}", ProgramSide.Client);

        var client = result.Roles.First(role => role.Name == "C1");
        Assert.Equal(RoleOutcome.Unexpected, client.Outcome);
        Assert.Contains("ended with exit code 3; it wrote: of luck", client.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((3, true, "out\n", "of luck\n"), (result.Program!.ExitCode, result.Program.EndedByItself, result.Program.Output, result.Program.ErrorOutput));
    }

    [Fact]
    public void The_exit_code_of_a_server_that_was_not_killed_is_part_of_the_verdict()
    {
        var result = Run(ForeignPeer.Command("exit-code"), ProgramSide.Server);

        var server = result.Roles.First(role => role.Name == "S");
        Assert.Equal(RoleOutcome.Failed, server.Outcome);
        Assert.Contains("exit code 5", server.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_cannot_be_started_is_told_by_its_name()
    {
        var error = Assert.Throws<ProgramException>(() => Run("no-such-program-here {port}", ProgramSide.Server));

        Assert.Contains("'no-such-program-here ", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_ends_before_it_listens_is_told_by_its_exit_code()
    {
        var result = Run("sh -c 'echo no licence >&2; exit 7' {port}", ProgramSide.Server);

        Assert.Contains(result.Roles, role => role.Name == "S1" && role.Error is ProgramException e && e.Message.Contains("exit code 7; it wrote: no licence", StringComparison.Ordinal));
    }

    [Fact]
    public void A_server_that_never_listens_is_given_up_and_killed()
    {
        var result = Run("sleep 1000", ProgramSide.Server, limits: new() { ProgramStart = TimeSpan.FromMilliseconds(20), ProgramEnd = TimeSpan.FromMilliseconds(20) });

        Assert.Contains(result.Roles, role => role.Name == "S1" && role.Error is TimeoutException e && e.Message.Contains("limits.program-start", StringComparison.Ordinal));
        Assert.True(result.Program!.WasKilled);
    }

    [Fact]
    public void What_a_program_has_started_is_killed_with_it()
    {
        var result = Run(ForeignPeer.Command("parent"), ProgramSide.Server, limits: new() { ProgramEnd = TimeSpan.FromMilliseconds(1) });

        var child = int.Parse(result.Program!.Output, CultureInfo.InvariantCulture);
        var stat = $"/proc/{child}/stat";
        Assert.True(result.Program.WasKilled);

        // The kill has been sent; the machine may take a moment to carry it out.
        Assert.True(SpinWait.SpinUntil(() => IsGone(stat), TimeSpan.FromSeconds(60)), $"process {child} lives on");
    }

    [Fact]
    public void Of_a_program_that_writes_without_end_only_the_last_is_kept()
    {
        var result = Run("sh -c 'head -c 1000000 /dev/zero | tr \"\\\\0\" x; echo end' {port}", ProgramSide.Client, limits: new() { MaxProgramOutput = 1000 });

        Assert.True(result.Completed, string.Join("; ", result.Roles));
        Assert.StartsWith("[the first 999004 bytes are not kept: limits.program-output] xxx", result.Program!.Output, StringComparison.Ordinal);
        Assert.EndsWith("xend\n", result.Program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_is_reached_over_tcp_only() =>
        Assert.Throws<ArgumentException>(() => SessionRunner.Run(Spec("x {port}", ProgramSide.Server) with { Transport = TransportKind.Memory }));

    static bool IsGone(string stat)
    {
        try
        {
            return File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    static SessionResult Run(string command, ProgramSide side, string faults = "", int clients = 1, SessionLimits? limits = null) =>
        SessionRunner.Run(Spec(command, side) with { Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults), Clients = clients, Limits = limits ?? new() });

    static SessionSpec Spec(string command, ProgramSide side) => new()
    {
        Plugin = EchoPlugin.Definition,
        Conversation = EchoPlugin.Definition.Conversations[0],
        Transport = TransportKind.Tcp,
        Program = new ProgramSpec(command, side),
        Seed = new Seed(1),
    };
}
