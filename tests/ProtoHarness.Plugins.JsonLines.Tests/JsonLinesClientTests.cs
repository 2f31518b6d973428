using System.IO.Pipelines;
using System.Text;
using ProtoHarness.Testing.Time;

namespace ProtoHarness.Plugins.JsonLines.Tests;

public class JsonLinesClientTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    readonly Pipe _requests = new();
    readonly Pipe _answers = new();
    readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Answers_find_their_callers_in_any_order()
    {
        await using var client = NewClient();
        var first = client.AskAsync("a", "1", null, TestContext.Current.CancellationToken);
        var second = client.AskAsync("b", "2", null, TestContext.Current.CancellationToken);
        await AnswerAsync("b", "two");
        await AnswerAsync("a", "one");

        Assert.Equal(("one", "two"), ((await first).Val, (await second).Val));
        Assert.Equal(0, client.InFlight);
    }

    [Fact]
    public async Task A_name_in_flight_is_refused_at_the_call()
    {
        await using var client = NewClient();
        var first = client.AskAsync("a", "1", null, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<ArgumentException>(() => client.AskAsync("a", "2", null, TestContext.Current.CancellationToken));
        await AnswerAsync("a", "one");
        Assert.Equal("one", (await first).Val);
    }

    [Fact]
    public async Task A_name_given_up_is_free_only_when_its_late_answer_has_come()
    {
        await using var client = NewClient();
        var first = client.AskAsync("a", "1", Deadline, TestContext.Current.CancellationToken);
        await LineAsync();
        _time.Advance(Deadline);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.Equal((0, 1), (client.InFlight, client.Abandoned));
        await Assert.ThrowsAsync<ArgumentException>(() => client.AskAsync("a", "again", null, TestContext.Current.CancellationToken));

        await AnswerAsync("a", "late");
        var other = client.AskAsync("b", "2", null, TestContext.Current.CancellationToken);
        await AnswerAsync("b", "two");
        await other;
        Assert.Equal((0, 1L, 0L), (client.Abandoned, client.Late, client.Unasked));
        var again = client.AskAsync("a", "again", null, TestContext.Current.CancellationToken);
        await AnswerAsync("a", "in time");
        Assert.Equal("in time", (await again).Val);
    }

    [Fact]
    public async Task A_connection_that_dies_fails_every_waiter_with_the_reason()
    {
        await using var client = NewClient();
        var waiters = Enumerable.Range(0, 5).Select(i => client.AskAsync($"{i}", "", null, TestContext.Current.CancellationToken)).ToList();
        await _answers.Writer.CompleteAsync(new IOException("the cable was cut"));

        foreach (var waiter in waiters)
        {
            Assert.Contains("the cable was cut", (await Assert.ThrowsAsync<ConnectionLostException>(() => waiter)).Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ConnectionLostException>(() => client.AskAsync("later", "", null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_cut_in_half_is_a_lost_connection_and_no_answer()
    {
        await using var client = NewClient();
        var waiter = client.AskAsync("a", "", null, TestContext.Current.CancellationToken);
        await WriteAsync("{\"Uid\":\"a\",\"Val\":\"x\",\"Ts\":1}");
        await _answers.Writer.CompleteAsync();

        await Assert.ThrowsAsync<ConnectionLostException>(() => waiter);
    }

    [Fact]
    public async Task A_refusal_fails_its_own_caller_only()
    {
        await using var client = NewClient();
        var refused = client.AskAsync("a", "", null, TestContext.Current.CancellationToken);
        var other = client.AskAsync("b", "", null, TestContext.Current.CancellationToken);
        await WriteAsync("{\"Uid\":\"a\",\"Ts\":1,\"Err\":\"failed\"}\n");
        await AnswerAsync("b", "fine");

        Assert.Equal("failed", (await Assert.ThrowsAsync<RequestRefusedException>(() => refused)).Reason);
        Assert.Equal("fine", (await other).Val);
    }

    [Fact]
    public async Task A_peer_that_leaves_too_many_requests_unanswered_is_taken_for_dead()
    {
        await using var client = NewClient(new JsonLinesClientOptions { MaxAbandoned = 2 });
        for (var i = 0; i < 3; i++)
        {
            var asked = client.AskAsync($"{i}", "", Deadline, TestContext.Current.CancellationToken);
            await LineAsync();
            _time.Advance(Deadline);
            await Assert.ThrowsAsync<TimeoutException>(() => asked);
        }

        var e = await Assert.ThrowsAsync<ConnectionLostException>(() => client.AskAsync("more", "", null, TestContext.Current.CancellationToken));
        Assert.Contains("MaxAbandoned", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposal_tells_who_still_waits()
    {
        var client = NewClient();
        var waiter = client.AskAsync("a", "", null, TestContext.Current.CancellationToken);
        await client.DisposeAsync();
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ConnectionLostException>(() => waiter);
    }

    [Fact]
    public async Task A_request_above_the_limit_is_the_callers_mistake_and_names_the_setting()
    {
        await using var client = NewClient(new JsonLinesClientOptions { MaxLine = 300 });

        var e = await Assert.ThrowsAsync<ArgumentException>(() => client.AskAsync("a", new string('x', 300), null, TestContext.Current.CancellationToken));
        Assert.Contains("max-line", e.Message, StringComparison.Ordinal);
    }

    JsonLinesClient NewClient(JsonLinesClientOptions? options = null) => new(_answers.Reader, _requests.Writer, _time, options ?? new JsonLinesClientOptions());

    Task AnswerAsync(string uid, string val) => WriteAsync(Encoding.UTF8.GetString(MessageCodec.Write(new JsonAnswer(uid, 1, val)).Span));

    async Task WriteAsync(string text) => await _answers.Writer.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Waits until a request has left.</summary>
    async Task LineAsync()
    {
        var result = await _requests.Reader.ReadAsync(TestContext.Current.CancellationToken);
        _requests.Reader.AdvanceTo(result.Buffer.End);
    }
}
