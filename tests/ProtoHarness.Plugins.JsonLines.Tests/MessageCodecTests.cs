using System.Buffers;
using System.Text;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.JsonLines.Tests;

public class MessageCodecTests
{
    [Property]
    public void A_request_comes_back_as_it_was(string uid, string val)
    {
        var request = new JsonRequest(Valid("u" + uid)[..Math.Min(MessageCodec.MaxUid, Valid("u" + uid).Length)].TrimEnd('\uD83D'), Valid(val));
        request = request with { Uid = Valid(request.Uid) };
        var line = MessageCodec.Write(request);

        Assert.Equal((byte)'\n', line.Span[^1]);
        Assert.Equal(line.Length - 1, line.Span.IndexOf((byte)'\n'));
        Assert.Null(MessageCodec.TryReadRequest(new ReadOnlySequence<byte>(line[..^1]), out var read));
        Assert.Equal(request, read);
    }

    [Property]
    public void Junk_is_refused_with_a_word_and_never_by_an_exception(byte[] junk)
    {
        var refusal = MessageCodec.TryReadRequest(new ReadOnlySequence<byte>(junk), out var request);

        Assert.Equal(request is null, refusal is not null);
    }

    [Fact]
    public void An_answer_has_the_members_in_the_order_of_the_specification() =>
        Assert.Equal("{\"Uid\":\"1\",\"Val\":\"ü\",\"Ts\":5}\n", Encoding.UTF8.GetString(MessageCodec.Write(new JsonAnswer("1", 5, "ü")).Span));

    [Theory]
    [InlineData("{\"Uid\":\"1\",\"Val\":\"x\"}", "no time: a request that is echoed is no answer")]
    [InlineData("{\"Uid\":\"1\",\"Ts\":1}", "neither value nor refusal")]
    [InlineData("{\"Uid\":\"1\",\"Ts\":1,\"Val\":\"x\",\"Err\":\"y\"}", "both")]
    [InlineData("{\"Uid\":\"1\",\"Ts\":1.5,\"Val\":\"x\"}", "a time that is no whole number")]
    public void A_line_that_is_no_answer_is_refused(string line, string why) =>
        Assert.True(MessageCodec.TryReadAnswer(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)), out _) == RefusalReason.NotRequest, why);

    static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
}
