using System.Threading.Channels;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Queue;

/// <summary>
/// One bounded queue for all connections, and workers that empty it. What was accepted is done, also when its connection has gone, and when
/// the server shuts down. Disposal is graceful: no job is accepted any more, the accepted ones are done and their receipts sent.
/// </summary>
public sealed class QueueServer : IProtocolServer
{
    readonly RoleContext _context;
    readonly QueueServerOptions _options;
    readonly Func<Job, CancellationToken, ValueTask<uint>> _work;
    readonly Channel<QueuedJob> _queue;
    readonly CancellationTokenSource _closing = new();
    readonly CancellationToken _closingToken;
    readonly Lock _gate = new();
    readonly List<Task> _serving = [];
    Task[]? _workers;

    /// <summary>A server; it starts its workers with the first connection.</summary>
    /// <param name="context">The server's own context: its time and cancellation are the workers'.</param>
    /// <param name="options">The limits.</param>
    /// <param name="work">Does a job and returns the sum for its receipt; called by several workers at once.</param>
    public QueueServer(RoleContext context, QueueServerOptions options, Func<Job, CancellationToken, ValueTask<uint>> work)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        _context = context;
        _options = options;
        _work = work;
        _queue = Channel.CreateBounded<QueuedJob>(options.Capacity);
        _closingToken = _closing.Token;
    }

    /// <summary>Starts to shut down: no job is accepted any more, what was accepted is done, then every connection is ended.</summary>
    public void Close()
    {
        if (_queue.Writer.TryComplete())
        {
            _closing.Cancel();
        }
    }

    /// <inheritdoc/>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        Task serving;
        lock (_gate)
        {
            _workers ??= [.. Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync())];
            serving = new QueueConnection(connection, _queue.Writer, _options, context.Time, ended, _closingToken).RunAsync();
            _serving.Add(serving);
        }

        try
        {
            await serving;
        }
        finally
        {
            lock (_gate)
            {
                _serving.Remove(serving);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Close();
        Task[] serving;
        lock (_gate)
        {
            serving = [.. _serving, .. _workers ?? []];
        }

        foreach (var task in serving)
        {
            // Whoever called for the service hears of its errors.
            await Task.WhenAny(task);
        }

        _closing.Dispose();
    }

    async Task WorkAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_context.Cancellation))
            {
                while (_queue.Reader.TryRead(out var queued))
                {
                    queued.Owner.Started(queued.Job);
                    queued.Owner.Done(queued.Job, await _work(queued.Job, _context.Cancellation));
                }
            }
        }
        catch (OperationCanceledException) when (_context.Cancellation.IsCancellationRequested)
        {
            // The whole session is cancelled: what waits is let go of with it.
        }
    }
}
