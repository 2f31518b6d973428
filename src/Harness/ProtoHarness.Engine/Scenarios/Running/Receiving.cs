using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>One step that waits for something to arrive.</summary>
sealed class Receiving(ScriptPlan plan, ReceiveStep step, ScriptEnd end, IReadOnlyDictionary<string, string> captured)
{
    readonly Inbox _inbox = end.Inbox!;

    public async Task RunAsync(ConversationContext context)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var deadline = step.Within is { } within
            ? Task.Delay(within, context.Time, done.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, context.Time, done.Token);
        try
        {
            await (step.Message.Kind switch
            {
                MessageKind.Frame => FrameAsync(deadline, context.Cancellation),
                MessageKind.Raw => RawAsync(deadline, context.Cancellation),
                MessageKind.Nothing => NothingAsync(deadline, context.Cancellation),
                _ => OverAsync(step.Message.Kind == MessageKind.End ? Arrival.End : Arrival.Reset, deadline, context.Cancellation),
            });
        }
        finally
        {
            // Not CancelAsync: that goes to the thread pool, where a simulation has no order.
            done.Cancel();
        }
    }

    async Task FrameAsync(Task deadline, CancellationToken cancellationToken)
    {
        var choice = plan.Frames[step.Source];
        while (true)
        {
            var (result, tree) = Read(choice.Codec);
            if (result.IsComplete)
            {
                _inbox.Take((int)result.Consumed);
                if (_inbox.IsOfDatagrams && _inbox.Count > 0)
                {
                    throw Wrong($"{_inbox.Count} bytes follow the frame in its datagram");
                }

                end.Last = tree;
                if (tree is not null && FrameFields.Mismatch(tree, choice, step.Message.Fields, captured) is { } mismatch)
                {
                    throw Wrong($"another frame came: {mismatch}");
                }

                return;
            }

            if (result.Status == FrameReadStatus.Malformed)
            {
                throw Wrong($"what came is no frame: {result}");
            }

            if (_inbox.IsOfDatagrams && _inbox.Count > 0)
            {
                throw Wrong($"the datagram that came ends after {_inbox.Count} bytes of a frame");
            }

            if (await _inbox.MoreAsync(deadline, cancellationToken) is { } instead)
            {
                throw Wrong($"{Text(instead)}{(_inbox.Count > 0 ? $" after {_inbox.Count} bytes of a frame" : "")}");
            }
        }
    }

    (FrameReadResult Result, FrameTree? Tree) Read(FrameCodec codec)
    {
        if (codec.Schema.Fields.Count == 0)
        {
            return (codec.Measure(_inbox.Bytes.Span), null);
        }

        var read = FrameTreeReader.Read(codec.Schema, _inbox.Bytes.Span);
        return (_inbox.Count == 0 ? FrameReadResult.NeedMore(1) : read.Result, read.Tree);
    }

    async Task RawAsync(Task deadline, CancellationToken cancellationToken)
    {
        var wanted = step.Message.Bytes.ToArray();
        while (_inbox.IsOfDatagrams ? _inbox.Count == 0 : _inbox.Count < wanted.Length)
        {
            if (await _inbox.MoreAsync(deadline, cancellationToken) is { } instead)
            {
                throw Wrong($"{Text(instead)} after {_inbox.Count} of {wanted.Length} bytes");
            }
        }

        if (_inbox.IsOfDatagrams && _inbox.Count != wanted.Length)
        {
            throw Wrong($"a datagram of {_inbox.Count} bytes came, not one of {wanted.Length}");
        }

        var came = _inbox.Take(wanted.Length);
        var same = came.AsSpan().CommonPrefixLength(wanted);
        if (same < wanted.Length)
        {
            throw Wrong($"byte {same} is {came[same]:x2}, not {wanted[same]:x2}");
        }
    }

    async Task NothingAsync(Task deadline, CancellationToken cancellationToken)
    {
        if (_inbox.Count == 0)
        {
            var instead = await _inbox.MoreAsync(deadline, cancellationToken);
            if (instead == Arrival.Timeout)
            {
                return;
            }

            throw Wrong(instead is { } over ? Text(over) : $"{_inbox.Count} bytes came");
        }

        throw Wrong($"{_inbox.Count} bytes had come before");
    }

    async Task OverAsync(Arrival wanted, Task deadline, CancellationToken cancellationToken)
    {
        if (_inbox.Count > 0)
        {
            throw Wrong($"{_inbox.Count} bytes came that no line takes");
        }

        var came = await _inbox.MoreAsync(deadline, cancellationToken);
        if (came != wanted)
        {
            throw Wrong(came is { } other ? Text(other) : $"{_inbox.Count} bytes came");
        }
    }

    ExpectationException Wrong(string what) => ScriptFailure.Of(step, what);

    string Text(Arrival arrival) => arrival switch
    {
        Arrival.End => "the stream ended",
        Arrival.Reset => "the connection was reset",
        _ => $"nothing came within {Quantity.FormatDuration(step.Within ?? default)}",
    };
}
