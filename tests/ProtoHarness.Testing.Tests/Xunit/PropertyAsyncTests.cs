namespace ProtoHarness.Testing.Tests.Xunit;

public class PropertyAsyncTests
{
    [Theory]
    [InlineData(nameof(AsyncSamples.Task_holds))]
    [InlineData(nameof(AsyncSamples.Value_task_holds))]
    [InlineData(nameof(AsyncSamples.Value_task_of_bool_holds))]
    public async Task Asynchronous_property_that_holds_passes(string sample)
    {
        var outcome = await PropertyHost.Run<AsyncSamples>(sample);
        Assert.Equal(("passed", "Ok, passed 10 tests."), (outcome.Verdict, outcome.Output.TrimEnd()));
    }

    [Theory]
    [InlineData(nameof(AsyncSamples.Task_fails), "async boom 0")]
    [InlineData(nameof(AsyncSamples.Task_of_bool_fails), "Expected true, got false.")]
    [InlineData(nameof(AsyncSamples.Value_task_fails), "value boom 0")]
    [InlineData(nameof(AsyncSamples.Value_task_of_bool_fails), "Expected true, got false.")]
    [InlineData(nameof(AsyncSamples.Cancelled), "The Task was canceled.")]
    public async Task Asynchronous_failure_is_the_inner_exception_itself(string sample, string message)
    {
        var outcome = await PropertyHost.Run<AsyncSamples>(sample);
        Assert.Equal("failed", outcome.Verdict);
        Assert.Equal(2, outcome.Messages.Length);
        Assert.Equal(message, outcome.Messages[1]);
    }

    [Fact]
    public async Task Value_task_of_property_keeps_labels_and_shrinks()
    {
        var outcome = await PropertyHost.Run<AsyncSamples>(nameof(AsyncSamples.Value_task_of_property_fails));
        Assert.Contains("Label of failing property: labelled", outcome.Message);
        Assert.Contains("Shrunk:\n10\n", outcome.Message);
    }

    [Fact]
    public async Task Timeout_ends_a_property_that_never_does()
    {
        var outcome = await PropertyHost.Run<AsyncSamples>(nameof(AsyncSamples.Never_ends));
        Assert.Equal("failed", outcome.Verdict);
        Assert.Contains("50 milliseconds", outcome.Message);
    }
}
