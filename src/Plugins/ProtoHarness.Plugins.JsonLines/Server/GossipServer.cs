using System.Buffers;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A peer that says too much: an answer to nobody, the answer, and the answer again.</summary>
sealed class GossipServer : IProtocolServer
{
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var lines = new LineReader(connection.Input, (int)context.Get(JsonLinesSettings.MaxLine));
        while (await lines.ReadAsync(context.Cancellation) is var line && line.Kind != LineKind.End)
        {
            if (line.Kind == LineKind.TooLong || MessageCodec.TryReadRequest(line.Text, out var request) is not null)
            {
                throw new ProtocolException("the client sent a bad line");
            }

            var answer = new JsonAnswer(request!.Uid, context.Time.GetUtcNow().ToUnixTimeMilliseconds(), request.Val);
            var val = Encoding.UTF8.GetBytes(request.Val);
            connection.Ledger.Received($"request {request.Uid}", val);
            connection.Ledger.Sent($"answer {request.Uid}", val);
            foreach (var said in (JsonAnswer[])[answer with { Uid = "nobody" }, answer, answer])
            {
                connection.Output.Write(MessageCodec.Write(said).Span);
            }

            await connection.Output.FlushAsync(context.Cancellation);
        }

        await connection.CompleteOutputAsync(context.Cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
