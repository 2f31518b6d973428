namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyReportTests
{
    [Fact]
    public async Task Failure_names_seed_step_label_original_and_shrunk()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Fails_from_ten));
        Assert.Equal("failed", outcome.Verdict);
        Assert.Equal(
            """

            Falsifiable, after 14 tests (2 shrinks) (12345,67891). 
            Last step was invoked with size of 15 and seed of (560502975304855407,17535960058433263231).
            Replay directly at failing step with (560502975304855407,17535960058433263231,15).
            Label of failing property: less than ten
            Original:
            14
            Shrunk:
            10

            """,
            outcome.Message);
        Assert.Equal("Expected true, got false.", outcome.Messages[1]);
        Assert.Equal("ProtoHarness.Testing.Xunit.PropertyFailedException", outcome.Types[0]);
    }

    [Fact]
    public async Task Three_part_replay_runs_the_failing_step_alone()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Fails_in_one_step));
        Assert.StartsWith("\nFalsifiable, after 1 test (2 shrinks)", outcome.Message);
        Assert.Contains("seed of (560502975304855407,17535960058433263231):\nOriginal:\n14\nShrunk:\n10\n", outcome.Message);
        Assert.DoesNotContain("Replay directly", outcome.Message);
    }

    [Fact]
    public async Task Several_labels_stand_on_lines_of_their_own()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Fails_with_two_labels));
        Assert.Contains("Labels of failing property (one or more is failing):\nfirst\nsecond\n", outcome.Message);
    }

    [Fact]
    public async Task Failure_of_the_first_test_is_singular_and_needs_no_jump()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Fails_always_on_first));
        Assert.StartsWith("\nFalsifiable, after 1 test (", outcome.Message);
        Assert.DoesNotContain("Replay directly", outcome.Message);
    }

    [Theory]
    [InlineData(nameof(Samples.Holds), "Ok, passed 100 tests.")]
    [InlineData(nameof(Samples.Holds_once), "Ok, passed 1 test.")]
    [InlineData(nameof(Samples.Holds_quietly), "")]
    [InlineData(nameof(Samples.Classifies_one), "Ok, passed 100 tests (100% all).")]
    [InlineData(nameof(Samples.No_parameters), "Ok, passed 100 tests.")]
    [InlineData(nameof(Samples.Eight_parameters), "Ok, passed 100 tests.")]
    [InlineData(nameof(Samples.Empty_replay), "Ok, passed 100 tests.")]
    [InlineData("Static_property", "Ok, passed 5 tests.")]
    public async Task Success_is_reported_to_the_output(string sample, string expected)
    {
        var outcome = await PropertyHost.Run<Samples>(sample);
        Assert.Equal("passed", outcome.Verdict);
        Assert.Equal(expected, outcome.Output.TrimEnd());
    }

    [Fact]
    public async Task Several_classifications_stand_on_lines_of_their_own()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Classifies_two));
        Assert.Matches("^Ok, passed 100 tests\\.\n[0-9]+% (even|odd)\\.\n[0-9]+% (even|odd)\\.\n$", outcome.Output);
    }

    [Fact]
    public async Task Exhausted_arguments_fail_the_property()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Rejects_everything));
        Assert.Equal("failed", outcome.Verdict);
        Assert.Equal("\nArguments exhausted after 0 tests.\n", outcome.Message);
    }

    [Fact]
    public async Task Verbose_run_writes_every_argument_list()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Holds_verbosely));
        Assert.Matches("^0:\n-?[0-9]+\n1:\n-?[0-9]+\n2:\n-?[0-9]+\nOk, passed 3 tests\\.\n$", outcome.Output);
    }

    [Fact]
    public async Task Exception_of_the_property_is_the_inner_exception()
    {
        var outcome = await PropertyHost.Run<Samples>(nameof(Samples.Throws));
        Assert.Equal("thrown, True", outcome.Messages[1]);
        Assert.Equal(typeof(InvalidOperationException).FullName, outcome.Types[1]);
        Assert.DoesNotContain("with exception", outcome.Message);
    }

    [Fact]
    public async Task Skip_is_honoured_static_and_dynamic()
    {
        var told = await PropertyHost.Run<Samples>(nameof(Samples.Skipped));
        Assert.Equal(("skipped", "not today"), (told.Verdict, told.Message));
        var itself = await PropertyHost.Run<Samples>(nameof(Samples.Skips_itself));
        Assert.Equal(("skipped", "needs a thing 0"), (itself.Verdict, itself.Message));
    }
}
