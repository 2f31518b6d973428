using System.IO.Pipelines;
using System.Threading.Channels;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// Many requests in flight on one connection; answers are matched by name, in any order. Each request has its own deadline and cancellation. A
/// connection that dies fails every waiter with the reason; none hangs.
/// </summary>
/// <remarks>Safe for any number of callers at once.</remarks>
public sealed class JsonLinesClient : IAsyncDisposable
{
    readonly JsonLinesClientOptions _options;
    readonly TimeProvider _time;
    readonly LineReader _lines;
    readonly LineSender _sender;
    readonly Func<ValueTask> _complete;
    readonly Func<ValueTask> _dispose;
    readonly CancellationTokenSource _ended;
    readonly CancellationToken _endedToken;
    readonly Slots _slots;
    readonly Lock _gate = new();
    readonly Dictionary<string, Waiter> _waiters = new(StringComparer.Ordinal);
    readonly HashSet<string> _abandoned = new(StringComparer.Ordinal);
    readonly Task _running;
    ConnectionLostException? _failure;
    bool _completing;
    bool _disposed;
    long _nextUid;

    /// <summary>A client on a connection, which it takes over and disposes of.</summary>
    /// <param name="connection">The connection, at its start.</param>
    /// <param name="time">The clock of the deadlines.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Ends the client: every waiter is cancelled.</param>
    public JsonLinesClient(IConnection connection, TimeProvider time, JsonLinesClientOptions options, CancellationToken cancellationToken = default)
        : this(Checked(connection).Input, connection.Output, time, options, () => connection.CompleteOutputAsync(cancellationToken), connection.DisposeAsync, cancellationToken)
    {
    }

    /// <summary>A client on two pipes, which it takes over and completes.</summary>
    /// <param name="input">The answers.</param>
    /// <param name="output">The requests.</param>
    /// <param name="time">The clock of the deadlines.</param>
    /// <param name="options">The limits.</param>
    public JsonLinesClient(PipeReader input, PipeWriter output, TimeProvider time, JsonLinesClientOptions options)
        : this(
            input, output, time, options, () => output.CompleteAsync(),
            async () =>
            {
                await output.CompleteAsync();
                await input.CompleteAsync();
            },
            default)
    {
    }

    JsonLinesClient(
        PipeReader input, PipeWriter output, TimeProvider time, JsonLinesClientOptions options, Func<ValueTask> complete, Func<ValueTask> dispose,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _time = time;
        _complete = complete;
        _dispose = dispose;
        _lines = new LineReader(input, options.MaxLine);
        _sender = new LineSender(output, Math.Min(options.MaxInFlight, 256));
        _slots = new Slots(options.MaxInFlight);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _endedToken = _ended.Token;
        _running = RunAsync();
    }

    /// <summary>Whether the connection has ended, so that nothing can be asked any more.</summary>
    public bool HasEnded => Locked(() => _failure is not null);

    /// <summary>The requests that wait for their answers.</summary>
    public int InFlight => Locked(() => _waiters.Count);

    /// <summary>The requests that were given up and whose answers have not come yet.</summary>
    public int Abandoned => Locked(() => _abandoned.Count);

    /// <summary>How many answers came that nobody had asked for. They were dropped.</summary>
    public long Unasked { get; private set; }

    /// <summary>How many answers came after their waiters had given up. They were dropped.</summary>
    public long Late { get; private set; }

    /// <summary>Asks, under a name that the client chooses.</summary>
    /// <param name="val">What to ask.</param>
    /// <param name="deadline">How long to wait; null for the options' deadline.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <inheritdoc cref="AskAsync(string, string, TimeSpan?, CancellationToken)" path="/exception"/>
    public Task<JsonAnswer> AskAsync(string val, TimeSpan? deadline = null, CancellationToken cancellationToken = default) =>
        AskAsync($"#{Interlocked.Increment(ref _nextUid)}", val, deadline, cancellationToken);

    /// <summary>Asks.</summary>
    /// <param name="uid">The request's name, which no request in flight, and none that was given up and not answered yet, has.</param>
    /// <param name="val">What to ask.</param>
    /// <param name="deadline">How long to wait; null for the options' deadline.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">The name is empty, too long or taken, or the line above the limit.</exception>
    /// <exception cref="RequestRefusedException">The server refused the request.</exception>
    /// <exception cref="ConnectionLostException">The connection has ended.</exception>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    /// <exception cref="OperationCanceledException">The caller, or the client as a whole, was cancelled.</exception>
    public async Task<JsonAnswer> AskAsync(string uid, string val, TimeSpan? deadline, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(uid);
        ArgumentNullException.ThrowIfNull(val);
        var line = MessageCodec.Write(new JsonRequest(uid, val));
        if (uid.Length > MessageCodec.MaxUid)
        {
            throw new ArgumentException($"The name has {uid.Length} characters; at most {MessageCodec.MaxUid} are allowed.", nameof(uid));
        }

        if (line.Length - 1 > _options.MaxLine)
        {
            throw new ArgumentException($"The request takes a line of {line.Length - 1} bytes, the limit (max-line) is {_options.MaxLine}.", nameof(val));
        }

        var waiter = Register(uid);
        try
        {
            return await AwaitAnswerAsync(waiter, line, deadline ?? _options.Deadline, cancellationToken);
        }
        finally
        {
            Forget(waiter);
        }
    }

    /// <summary>Asks no more: says so to the server, waits for what is in flight and for the server's end.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>When the server has ended the stream behind a whole line.</returns>
    /// <exception cref="ConnectionLostException">The connection ended in another way.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _completing = true;
        }

        _sender.Complete();
        await _running.WaitAsync(cancellationToken);
        if (_failure is { InnerException: not null } failure)
        {
            throw new ConnectionLostException(failure.Message, failure.InnerException);
        }
    }

    /// <summary>Ends the connection; whoever still waits is told.</summary>
    /// <returns>When everything is let go of.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Fail(new ConnectionLostException("The client was disposed of."));
        _ended.Cancel();
        await _running;
        await _dispose();
        _ended.Dispose();
    }

    static IConnection Checked(IConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection;
    }

    static ConnectionLostException Describe(Exception cause) => cause switch
    {
        ConnectionLostException lost => lost,
        OperationCanceledException => new ConnectionLostException("The client was cancelled.", cause),
        ChannelClosedException { InnerException: { } inner } => Describe(inner),
        _ => new ConnectionLostException($"The connection was lost: {cause.Message}", cause),
    };

    Waiter Register(string uid)
    {
        var waiter = new Waiter(uid);
        lock (_gate)
        {
            if (_failure is not null || _completing)
            {
                throw _failure is null
                    ? new ConnectionLostException("The client was completed: it asks no more.")
                    : new ConnectionLostException(_failure.Message, _failure.InnerException);
            }

            if (_abandoned.Contains(uid) || !_waiters.TryAdd(uid, waiter))
            {
                throw new ArgumentException($"A request named '{uid}' is in flight, or its answer may still come.", nameof(uid));
            }
        }

        return waiter;
    }

    void Forget(Waiter waiter)
    {
        var tooMany = false;
        lock (_gate)
        {
            // Answered ones are out of the map already; one that has left and was given up keeps its name until the answer comes.
            if (_waiters.TryGetValue(waiter.Uid, out var own) && own == waiter)
            {
                _waiters.Remove(waiter.Uid);
                if (!waiter.TryWithdraw() && _failure is null)
                {
                    _abandoned.Add(waiter.Uid);
                    tooMany = _abandoned.Count > _options.MaxAbandoned;
                }
            }
        }

        if (tooMany)
        {
            Fail(new ConnectionLostException(
                $"{_options.MaxAbandoned + 1} requests were given up without an answer, more than the limit (MaxAbandoned)."));
            _ended.Cancel();
        }
    }

    async Task<JsonAnswer> AwaitAnswerAsync(Waiter waiter, ReadOnlyMemory<byte> line, TimeSpan? deadline, CancellationToken cancellationToken)
    {
        using var expiry = deadline is { } time ? new CancellationTokenSource(time, _time) : null;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _endedToken, expiry?.Token ?? default);
        await using var registration = either.Token.UnsafeRegister(_ => waiter.GiveUp(either.Token), null);
        try
        {
            await _slots.TakeAsync(either.Token);
            try
            {
                await _sender.EnqueueAsync(new OutgoingLine(line, waiter), either.Token);
                return await waiter.Answer;
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (ChannelClosedException e)
        {
            throw Locked(() => _failure) ?? Describe(e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (Locked(() => _failure) is { } failure)
            {
                throw new ConnectionLostException(failure.Message, failure.InnerException);
            }

            throw expiry?.IsCancellationRequested ?? false
                ? new TimeoutException($"The request '{waiter.Uid}' was not answered within {Quantity.FormatDuration(deadline!.Value)}.")
                : new OperationCanceledException("The client was cancelled.");
        }
    }

    async Task RunAsync()
    {
        var sending = SendAsync();
        try
        {
            while (await _lines.ReadAsync(_endedToken) is var line && line.Kind != LineKind.End)
            {
                Take(line);
            }

            // The server said that it is done: right when nobody waits; who asks later is told.
            var unanswered = InFlight;
            Fail(unanswered == 0
                ? new ConnectionLostException("The stream has ended: no more can be asked.")
                : new ConnectionLostException(
                    $"The server ended the stream with {unanswered} requests unanswered.", new EndOfStreamException("the server ended the stream before the client did")));
        }
        catch (Exception e)
        {
            Fail(Describe(e));
        }

        _ended.Cancel();
        await sending;
    }

    async Task SendAsync()
    {
        try
        {
            await _sender.RunAsync(_endedToken);
            await _complete();
        }
        catch (Exception e)
        {
            Fail(Describe(e));
            _ended.Cancel();
        }
    }

    void Take(LineRead line)
    {
        if (line.Kind == LineKind.TooLong)
        {
            throw new ProtocolException($"the server sent a line above the limit of {_options.MaxLine} bytes (max-line)");
        }

        if (MessageCodec.TryReadAnswer(line.Text, out var answer) is { } reason)
        {
            throw new ProtocolException($"the server sent a line that is no answer ({reason}) before byte {_lines.Position} of its stream");
        }

        if (answer!.Uid.Length == 0)
        {
            // Whose line it was nobody can tell, so nobody may go on waiting.
            throw new ProtocolException($"the server refused a line without saying whose: {answer.Err ?? "no reason given"}");
        }

        Waiter? waiter;
        lock (_gate)
        {
            if (!_waiters.Remove(answer.Uid, out waiter))
            {
                _ = _abandoned.Remove(answer.Uid) ? Late++ : Unasked++;
                return;
            }
        }

        if (answer.Err is { } refusal)
        {
            waiter.Fail(new RequestRefusedException(answer.Uid, refusal));
        }
        else
        {
            waiter.Complete(answer);
        }
    }

    void Fail(ConnectionLostException failure)
    {
        Waiter[] waiters;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return;
            }

            _failure = failure;
            waiters = [.. _waiters.Values.OrderBy(waiter => waiter.Uid, StringComparer.Ordinal)];
        }

        foreach (var waiter in waiters)
        {
            waiter.Fail(new ConnectionLostException(failure.Message, failure.InnerException));
        }

        _sender.Complete();
    }

    T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
