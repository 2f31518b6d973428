using System.Buffers;
using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>The echo over one frame.</summary>
sealed class Echo<TFrame> : IEcho
    where TFrame : IMessageFrame<TFrame>
{
    const string Flow = "echo";

    public FrameCodec Codec => FrameCodec.Of<TFrame>();

    public long MaxMessage => Codec.Schema.MaxLength - Overhead;

    static int Overhead => TFrame.Of(default).GetEncodedLength();

    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = ReaderOf(connection, context);
        var writer = new FrameWriter<TFrame>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            var message = reader.Current.Message;
            foreach (var segment in message)
            {
                connection.Ledger.Received(Flow, segment.Span);
                connection.Ledger.Sent(Flow, segment.Span);
            }

            await writer.WriteAsync(TFrame.Of(message), context.Cancellation);
        }
    }

    public async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = ReaderOf(connection, context);
        var writer = new FrameWriter<TFrame>(connection.Output);
        for (var i = 0; i < context.Get(LengthPrefixPlugin.Messages); i++)
        {
            var message = NextMessage(context);
            connection.Ledger.Sent(Flow, message);
            await writer.WriteAsync(TFrame.Of(new ReadOnlySequence<byte>(message)), context.Cancellation);
            Expect(await reader.MoveNextAsync(context.Cancellation), connection, reader, message, i, context);
        }
    }

    public async Task PipelineAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = ReaderOf(connection, context);
        var writer = new FrameWriter<TFrame>(connection.Output);
        var messages = Enumerable.Range(0, context.Get(LengthPrefixPlugin.Messages)).Select(_ => NextMessage(context)).ToList();
        foreach (var message in messages)
        {
            connection.Ledger.Sent(Flow, message);
            writer.Write(TFrame.Of(new ReadOnlySequence<byte>(message)));
        }

        // Both at once: with a long pipeline neither side's buffers hold it all.
        var sending = SendAsync(connection, writer, context);
        for (var i = 0; i < messages.Count; i++)
        {
            Expect(await reader.MoveNextAsync(context.Cancellation), connection, reader, messages[i], i, context);
        }

        await sending;
    }

    // A length above the limit is refused when it is read, before anything is waited or allocated for.
    FrameReader<TFrame> ReaderOf(IConnection connection, RoleContext context)
    {
        var longest = context.Get(LengthPrefixPlugin.MaxMessage);
        return new(connection.Input, new FrameReaderOptions
        {
            MaxLength = Math.Min(longest, MaxMessage) + Overhead,
            LimitName = LengthPrefixPlugin.MaxMessage.Name,
            LimitValue = longest.ToString(CultureInfo.InvariantCulture),
        });
    }

    static async Task SendAsync(IConnection connection, FrameWriter<TFrame> writer, ConversationContext context)
    {
        await writer.FlushAsync(context.Cancellation);
        await connection.CompleteOutputAsync(context.Cancellation);
    }

    static void Expect(bool answered, IConnection connection, FrameReader<TFrame> reader, byte[] message, int number, ConversationContext context)
    {
        if (!answered)
        {
            throw new ProtocolException($"The server ended after {number} answers, where {context.Get(LengthPrefixPlugin.Messages)} are due.");
        }

        var answer = reader.Current.Message.ToArray();
        context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {number + 1} differs from the message");
        connection.Ledger.Received(Flow, answer);
    }

    byte[] NextMessage(ConversationContext context)
    {
        var most = Math.Min(context.Get(LengthPrefixPlugin.Bytes), Math.Min(MaxMessage, context.Get(LengthPrefixPlugin.MaxMessage)));
        var message = new byte[context.Random.NextInt64(most + 1)];
        context.Random.NextBytes(message);
        return message;
    }
}
