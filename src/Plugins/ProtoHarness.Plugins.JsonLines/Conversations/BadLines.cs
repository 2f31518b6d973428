using System.Buffers;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Every bad line has its defined answer, and the good line behind it is answered as if nothing had been (docs/wire/json-lines.md, "Refusals").</summary>
static class BadLines
{
    /// <summary>The bad lines of a length that any limit lets pass.</summary>
    static readonly (string Name, byte[] Bytes, string? Refusal)[] Short =
    [
        ("byte-order-mark", [0xEF, 0xBB, 0xBF], null),
        ("second-byte-order-mark", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. "{\"Uid\":\"x\",\"Val\":\"y\"}\n"u8], RefusalReason.NotJson),
        ("carriage-return", "\r\n  \r\n"u8.ToArray(), null),
        ("empty-line", "\n\n \t \n"u8.ToArray(), null),
        ("not-utf8", [.. "{\"Uid\":\"x\",\"Val\":\""u8, 0xC3, 0x28, .. "\"}\n"u8], RefusalReason.NotUtf8),
        ("overlong-utf8", [.. "{\"Uid\":\"x\",\"Val\":\""u8, 0xC0, 0xAF, .. "\"}\n"u8], RefusalReason.NotUtf8),
        ("surrogate", [.. "{\"Uid\":\"x\",\"Val\":\""u8, 0xED, 0xA0, 0x80, .. "\"}\n"u8], RefusalReason.NotUtf8),
        ("escaped-surrogate", "{\"Uid\":\"x\",\"Val\":\"\\ud800\"}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("not-json", "hello\n"u8.ToArray(), RefusalReason.NotJson),
        ("cut-json", "{\"Uid\":\"x\",\n"u8.ToArray(), RefusalReason.NotJson),
        ("two-texts", "{\"Uid\":\"x\",\"Val\":\"y\"}{\"Uid\":\"z\",\"Val\":\"y\"}\n"u8.ToArray(), RefusalReason.NotJson),
        ("comment", "{\"Uid\":\"x\",/* */\"Val\":\"y\"}\n"u8.ToArray(), RefusalReason.NotJson),
        ("nul", "{\"Uid\":\"x\",\"Val\":\"\0\"}\n"u8.ToArray(), RefusalReason.NotJson),
        ("nested", Encoding.ASCII.GetBytes($"{{\"Uid\":\"x\",\"Val\":\"y\",\"More\":{new string('[', 64)}{new string(']', 64)}}}\n"), RefusalReason.NotJson),
        ("null", "null\n"u8.ToArray(), RefusalReason.NotRequest),
        ("array", "[1]\n"u8.ToArray(), RefusalReason.NotRequest),
        ("no-name", "{\"Val\":\"y\"}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("empty-name", "{\"Uid\":\"\",\"Val\":\"y\"}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("long-name", Encoding.ASCII.GetBytes($"{{\"Uid\":\"{new string('u', MessageCodec.MaxUid + 1)}\",\"Val\":\"y\"}}\n"), RefusalReason.NotRequest),
        ("no-value", "{\"Uid\":\"x\"}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("null-value", "{\"Uid\":\"x\",\"Val\":null}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("wrong-type", "{\"Uid\":1,\"Val\":\"y\"}\n"u8.ToArray(), RefusalReason.NotRequest),
        ("doubled-member", "{\"Uid\":\"x\",\"Uid\":\"y\",\"Val\":\"z\"}\n"u8.ToArray(), RefusalReason.NotRequest),
    ];

    public static readonly Parameter<string> Kind = Parameter.Text(
        "kind", "which bad line; all: each of them but too-long", "all", ["all", .. Kinds(256).Select(kind => kind.Name)], ["byte-order-mark", "carriage-return"]);

    /// <summary>The bad lines, with the word that answers them; null: none does, the line is good or no line.</summary>
    public static IEnumerable<(string Name, byte[] Bytes, string? Refusal)> Kinds(int maxLine)
    {
        foreach (var kind in Short)
        {
            yield return kind;
        }

        var tooLong = new byte[maxLine + 2];
        tooLong.AsSpan(..^1).Fill((byte)'x');
        tooLong[^1] = (byte)'\n';
        yield return ("too-long", tooLong, RefusalReason.TooLong);
    }

    public static async Task RunAsync(ConversationContext context)
    {
        var kind = context.Get(Kind);
        var maxLine = (int)context.Get(JsonLinesSettings.MaxLine);
        await using var connection = await context.ConnectAsync(context.Cancellation);
        JsonLinesSettings.Apply(connection, context.Values);
        var answers = new LineReader(connection.Input, maxLine);
        foreach (var (name, bytes, refusal) in kind == "all" ? Short : [Kinds(maxLine).First(k => k.Name == kind)])
        {
            var uid = "after " + name;
            connection.Ledger.Sent($"request {uid}", "good"u8);
            await connection.Stream.WriteAsync((byte[])[.. bytes, .. MessageCodec.Write(new JsonRequest(uid, "good")).Span], context.Cancellation);
            if (refusal is not null)
            {
                var refused = await ReadAsync(context, answers);
                context.Expect(refused is { Uid: "", Val: null } && refused.Err == refusal, $"'{name}' was answered by {refused}, not by a refusal '{refusal}'");
            }

            var answer = await ReadAsync(context, answers);
            context.Expect(answer.Err is null, $"'{name}' was answered by {answer}, the line behind it is good");
            connection.Ledger.Received($"answer {answer.Uid}", Encoding.UTF8.GetBytes(answer.Val!));
            context.Expect(answer.Uid == uid, $"'{name}': the line behind it is '{uid}', the answer '{answer.Uid}'");
        }

        await connection.CompleteOutputAsync(context.Cancellation);
        context.Expect((await answers.ReadAsync(context.Cancellation)).Kind == LineKind.End, "something came behind the last answer");
    }

    static async Task<JsonAnswer> ReadAsync(ConversationContext context, LineReader answers)
    {
        var line = await answers.ReadAsync(context.Cancellation);
        return line.Kind == LineKind.End ? throw new EndOfStreamException("the server ended the stream before it had answered")
            : line.Kind == LineKind.TooLong ? throw new ProtocolException("the server sent a line above the limit (max-line)")
            : MessageCodec.TryReadAnswer(line.Text, out var answer) is { } reason ? throw new ProtocolException($"the server sent a line that is no answer: {reason}")
            : answer!;
    }
}
