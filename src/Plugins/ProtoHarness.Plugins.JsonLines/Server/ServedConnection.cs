using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading.Channels;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>One connection of a server.</summary>
sealed class ServedConnection(
    IConnection connection, RoleContext context, Func<JsonRequest, RoleContext, CancellationToken, ValueTask<string>> handler, JsonLinesServerOptions options,
    CancellationTokenSource ended, CancellationToken stopping)
{
    readonly LineReader _lines = new(connection.Input, options.MaxLine);
    readonly LineSender _sender = new(connection.Output, 2 * options.Concurrency);
    readonly Slots _slots = new(options.Concurrency);
    readonly CancellationToken _ended = ended.Token;
    Exception? _cause;
    int _badLines;
    int _slotsTaken;

    public async Task RunAsync()
    {
        var sending = SendAsync();
        try
        {
            await ReadAllAsync();

            await TakeAllSlotsAsync(_ended);
            _sender.Complete();
            await sending;
            if (_cause is null)
            {
                await connection.CompleteOutputAsync(_ended);
            }
        }
        catch (Exception e)
        {
            End(e);
        }

        if (_cause is not null)
        {
            await LetGoAsync(sending);
            ExceptionDispatchInfo.Throw(_cause);
        }
    }

    async Task ReadAllAsync()
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_ended, stopping);
        try
        {
            while (await _lines.ReadAsync(reading.Token) is var line && line.Kind != LineKind.End)
            {
                if (line.Kind == LineKind.TooLong)
                {
                    await RefuseAsync(RefusalReason.TooLong);
                }
                else if (MessageCodec.TryReadRequest(line.Text, out var request) is { } reason)
                {
                    await RefuseAsync(reason);
                }
                else
                {
                    if (options.KeepsLedger)
                    {
                        connection.Ledger.Received($"request {request!.Uid}", Encoding.UTF8.GetBytes(request.Val));
                    }

                    await _slots.TakeAsync(_ended);
                    _ = AnswerAsync(request!);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !_ended.IsCancellationRequested)
        {
            context.Log("the server stops: what was read is answered, no more is read");
        }
    }

    async Task AnswerAsync(JsonRequest request)
    {
        try
        {
            JsonAnswer answer;
            try
            {
                answer = new JsonAnswer(request.Uid, Now(), await handler(request, context, _ended));
            }
            catch (Exception e) when (e is not OperationCanceledException || !_ended.IsCancellationRequested)
            {
                context.Log($"the handler failed on '{request.Uid}': {e.Message}");
                answer = new JsonAnswer(request.Uid, Now(), Err: RefusalReason.Failed);
            }

            var line = MessageCodec.Write(answer);
            if (line.Length - 1 > options.MaxLine)
            {
                answer = new JsonAnswer(request.Uid, Now(), Err: RefusalReason.AnswerTooLong);
                line = MessageCodec.Write(answer);
            }

            if (options.KeepsLedger && answer.Val is { } val)
            {
                connection.Ledger.Sent($"answer {request.Uid}", Encoding.UTF8.GetBytes(val));
            }

            await _sender.EnqueueAsync(new OutgoingLine(line), _ended);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The connection has ended; whoever ended it knows why.
        }
        catch (Exception e)
        {
            End(e);
        }
        finally
        {
            _slots.Release();
        }
    }

    async ValueTask RefuseAsync(string reason)
    {
        if (++_badLines > options.MaxBadLines)
        {
            throw new ProtocolException($"the client sent {_badLines} bad lines, more than the limit of {options.MaxBadLines} (max-bad-lines); the last one: {reason}");
        }

        await _sender.EnqueueAsync(new OutgoingLine(MessageCodec.Write(new JsonAnswer("", Now(), Err: reason))), _ended);
    }

    async Task SendAsync()
    {
        try
        {
            await _sender.RunAsync(_ended);
        }
        catch (Exception e)
        {
            End(e);
        }
    }

    async Task LetGoAsync(Task sending)
    {
        _sender.Complete();
        await sending;
        await TakeAllSlotsAsync(default);
    }

    // Whoever has all places knows that nobody is at work any more.
    async Task TakeAllSlotsAsync(CancellationToken cancellationToken)
    {
        for (; _slotsTaken < _slots.Count; _slotsTaken++)
        {
            await _slots.TakeAsync(cancellationToken);
        }
    }

    // The first cause counts; what fails after it fails because of it.
    void End(Exception cause)
    {
        if (Interlocked.CompareExchange(ref _cause, cause is ChannelClosedException { InnerException: { } inner } ? inner : cause, null) is null)
        {
            ended.Cancel();
        }
    }

    long Now() => context.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
