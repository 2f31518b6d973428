using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// A script while it runs: the conversation that plays its clients, and the server that it plays or looks on. One for each session. Awaits capture the context on purpose:
/// in memory it is the simulation's.
/// </summary>
sealed class ScriptRun(ScriptPlan plan)
{
    readonly SortedDictionary<string, ScriptEnd> _ends = new(StringComparer.Ordinal);
    readonly HashSet<int> _byHand = [];
    readonly SortedDictionary<string, string> _captured = new(StringComparer.Ordinal);
    readonly TaskCompletionSource _over = new();
    TaskCompletionSource _accepted = new();
    Step? _current;

    /// <summary>The line at which the script was when it was cancelled; null when it was not.</summary>
    public Statement? StoppedAt { get; private set; }

    /// <summary>How the client's conversations were refused, for <c>expect C refused</c>.</summary>
    public IEnumerable<(string Client, Exception Error)> Refusals => _ends.Values.Where(end => end.Refused is not null).Select(end => (end.Name, end.Refused!));

    /// <summary>
    /// Whether the script itself is an end of a connection. What the other end writes into its ledger then has nothing to be held against: the script looks at bytes and frames.
    /// </summary>
    /// <param name="connection">The connection's number.</param>
    /// <returns>Whether it is.</returns>
    public bool IsByHand(int connection) => _byHand.Contains(connection);

    /// <summary>The client's side.</summary>
    public async Task TalkAsync(ConversationContext context)
    {
        try
        {
            await StepsAsync(plan.Steps, context);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            StoppedAt ??= _current?.Source;
            throw;
        }
        finally
        {
            foreach (var end in _ends.Values.Where(end => end.Connection is not null))
            {
                await end.Connection!.DisposeAsync();
            }

            _over.TrySetResult();
        }
    }

    /// <summary>The server's side, when the script plays it: the script has the connection until it is over.</summary>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var end = EndOf(EndName.Server);
        _byHand.Add(ScriptEnd.Number(connection));
        (end.Connection, end.Inbox) = (connection, Inbox.Of(connection));
        Accepted();
        await _over.Task.WaitAsync(context.Cancellation);
    }

    /// <summary>The plugin's server, when the script looks on.</summary>
    public async Task WatchAsync(IProtocolServer server, IConnection connection, RoleContext context)
    {
        var tap = new ByteTap(connection.Kind == ConnectionKind.Datagram ? -1 : 0);
        EndOf(EndName.Server).Inbox = new Inbox(connection.Kind, tap.ReadAsync);
        Accepted();
        try
        {
            await server.ServeAsync(new TappedConnection(connection, tap), context);
        }
        finally
        {
            tap.End(null);
        }
    }

    void Accepted()
    {
        var accepted = _accepted;
        _accepted = new TaskCompletionSource();
        accepted.TrySetResult();
    }

    ScriptEnd EndOf(string name)
    {
        lock (_ends)
        {
            return _ends.TryGetValue(name, out var end) ? end : _ends[name] = new ScriptEnd(name);
        }
    }

    async Task StepsAsync(IEnumerable<Step> steps, ConversationContext context)
    {
        foreach (var step in steps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _current = step;
            await StepAsync(step, context);
        }
    }

    async Task StepAsync(Step step, ConversationContext context)
    {
        switch (step)
        {
            case OpenStep open:
                EndOf(open.End.Text);
                break;
            case TalkStep talk:
                await TalkAsync(talk, context);
                break;
            case SendStep send:
                await SendAsync(send, await ConnectedAsync(EndOf(send.End.Text), context), context);
                break;
            case ReceiveStep receive:
                await new Receiving(plan, receive, await ReadableAsync(EndOf(receive.End.Text), context), _captured).RunAsync(context);
                break;
            case CaptureStep capture:
                Capture(capture);
                break;
            case CloseStep close:
                await CloseAsync(EndOf(close.End.Text));
                break;
            case WaitStep wait:
                await Task.Delay(wait.Time, context.Time, context.Cancellation);
                break;
            case FaultStep fault:
                Fault(fault, context);
                break;
            case BlockStep block:
                await StepsAsync(block.Body, context);
                break;
            case ParStep par:
                await ParAsync(par, context);
                break;
            case RepeatStep repeat:
                for (var i = 0; i < repeat.Count; i++)
                {
                    await StepsAsync(repeat.Body, context);
                }

                break;
            default:
                throw new InvalidOperationException($"the step {step.GetType().Name} cannot be run");
        }
    }

    async Task ParAsync(ParStep par, ConversationContext context)
    {
        var branches = par.Branches.Select(branch => StepsAsync(branch, context)).ToList();
        try
        {
            await Task.WhenAll(branches);
        }
        catch (Exception) when (branches.Find(branch => branch.Exception?.InnerException is ExpectationException) is { } failed)
        {
            // What one branch expected says more than how the others fell with it.
            throw failed.Exception!.InnerException!;
        }
    }

    async Task TalkAsync(TalkStep step, ConversationContext context)
    {
        var end = EndOf(step.End.Text);
        var (conversation, values) = plan.Talks[step];
        try
        {
            await Task.WhenAll(Enumerable.Range(0, plan.Clients).Select(_ => conversation.Run(
                new StepContext(context, values, connection => end.Opened.Add(ScriptEnd.Number(connection))))));
        }
        catch (Exception e) when (plan.MayRefuse(end.Name) && RoleReport.Classify(e) == RoleOutcome.Refused && !context.Cancellation.IsCancellationRequested)
        {
            end.Refused = e;
        }
    }

    async Task<ScriptEnd> ConnectedAsync(ScriptEnd end, ConversationContext context)
    {
        if (end.Name == EndName.Server)
        {
            return await AcceptedAsync(end, context);
        }

        if (end.Connection is null)
        {
            var connection = await context.ConnectAsync(context.Cancellation);
            end.Opened.Add(ScriptEnd.Number(connection));
            _byHand.Add(ScriptEnd.Number(connection));
            (end.Connection, end.Inbox) = (connection, Inbox.Of(connection));
        }

        return end;
    }

    Task<ScriptEnd> ReadableAsync(ScriptEnd end, ConversationContext context) =>
        end.Name == EndName.Server ? AcceptedAsync(end, context) : ConnectedAsync(end, context);

    async Task<ScriptEnd> AcceptedAsync(ScriptEnd end, ConversationContext context)
    {
        while (end.Inbox is null)
        {
            await _accepted.Task.WaitAsync(context.Cancellation);
        }

        return end;
    }

    async Task SendAsync(SendStep step, ScriptEnd end, ConversationContext context)
    {
        var connection = end.Connection!;
        switch (step.Message.Kind)
        {
            case MessageKind.End:
                await connection.CompleteOutputAsync(context.Cancellation);
                return;
            case MessageKind.Reset:
                connection.Abort();
                return;
        }

        var bytes = step.Message.Kind == MessageKind.Raw ? step.Message.Bytes.ToArray() : Frame(step);
        using var faults = step.Faults.Count > 0
            ? ((ClientContext)context).Control.Under(ScriptEnd.Number(connection), end.Sends, step.Faults) : null;
        await (connection.Kind == ConnectionKind.Datagram ? connection.Datagrams.SendAsync(bytes, context.Cancellation) : connection.Stream.WriteAsync(bytes, context.Cancellation));
    }

    byte[] Frame(SendStep step)
    {
        var choice = plan.Frames[step.Source];
        var builder = new FrameTreeBuilder(choice.Codec.Schema);
        return FrameFields.Fill(builder, choice, step.Message.Fields, _captured) is { } wrong
            ? throw ScriptFailure.Of(step, $"the frame cannot be built: {wrong.Error}")
            : FrameTreeWriter.Write(builder.Build());
    }

    static async Task CloseAsync(ScriptEnd end)
    {
        if (end.Connection is { } connection)
        {
            await connection.DisposeAsync();
            (end.Connection, end.Inbox) = (null, null);
        }
    }

    void Capture(CaptureStep step)
    {
        var end = EndOf(step.End.Text);
        var node = (end.Last is { } last ? FrameFields.Find(last, step.Path.Text) : null)
            ?? throw ScriptFailure.Of(step, end.Last is null ? $"{step.End} has received no frame yet" : $"the last frame that {step.End} received has no field '{step.Path}'");
        _captured[step.Name.Text] = FrameFields.ValueOf(node);
    }

    void Fault(FaultStep step, ConversationContext context)
    {
        var control = ((ClientContext)context).Control;
        if (step.Rules.Count == 0)
        {
            control.ClearFaults();
            return;
        }

        var end = string.IsNullOrEmpty(step.Client.Text) || !plan.HasSeveralClients ? null : EndOf(step.Client.Text);
        control.AddFaults(step.Rules, connection => end is null || end.Opened.Contains(connection));
    }
}
