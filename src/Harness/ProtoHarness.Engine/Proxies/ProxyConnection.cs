using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Proxies;

/// <summary>One connection through the proxy: two sockets, and a direction each way.</summary>
sealed class ProxyConnection : ILineControl
{
    readonly int _number;
    readonly Socket _client;
    readonly ProxyOptions _options;
    readonly IProxyObserver _observer;
    readonly TimeProvider _time;
    readonly long _start;
    readonly CancellationTokenSource _over;
    readonly SessionFaults _faults;
    readonly ConnectDecision _decision;
    readonly ProxyDirection _toServer;
    readonly ProxyDirection _toClient;
    Socket? _server;
    string? _end;

    public ProxyConnection(int number, Socket client, ProxyOptions options, IProxyObserver observer, TimeProvider time, CancellationToken stopping)
    {
        _number = number;
        _client = client;
        _options = options;
        _observer = observer;
        _time = time;
        _start = time.GetTimestamp();
        _over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        IReadOnlyList<FaultRule> rules = [.. options.Faults.Where(rule => (rule.Connection ?? number) == number), .. options.Profile?.Draw(options.Seed, number) ?? []];
        _faults = new SessionFaults(rules, options.Seed, ConnectionKind.Stream, options.Wire, time);
        _toServer = new ProxyDirection(this, Direction.ToServer);
        _toClient = new ProxyDirection(this, Direction.ToClient);
        var first = _faults.Arm(number, Direction.ToServer, this, _toServer.Line);
        var second = _faults.Arm(number, Direction.ToClient, this, _toClient.Line);
        _decision = new ConnectDecision(first.Refuse || second.Refuse, first.CloseAtOnce || second.CloseAtOnce, first.Delay + second.Delay);
        observer.Opened(number, client.RemoteEndPoint!, rules);
    }

    /// <summary>Whether there are faults on it, in either direction.</summary>
    public bool HasFaults => _toServer.Line.HasStages || _toClient.Line.HasStages;

    /// <summary>The time since it was accepted, in ticks.</summary>
    public long Now => _time.GetElapsedTime(_start).Ticks;

    /// <summary>The clock of the faults' delays.</summary>
    public TimeProvider Time => _time;

    /// <summary>Carries the connection to its end.</summary>
    public async Task RunAsync()
    {
        try
        {
            await CarryAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _end ??= "the proxy stopped";
        }
        finally
        {
            _client.Dispose();
            _server?.Dispose();
            _over.Dispose();
            _observer.Closed(new ProxyReport(_number, _toServer.Sent, _toClient.Sent, _end ?? "both sides ended", _faults.Receipts));
        }
    }

    /// <summary>Tells what came, to who wants to see it.</summary>
    public void Came(Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (_observer.SeesBytes)
        {
            _observer.Came(_number, direction, bytes);
        }
    }

    /// <summary>Tells what was sent on, to who wants to see it.</summary>
    public void Passed(Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (_observer.SeesBytes)
        {
            _observer.Passed(_number, direction, bytes);
        }
    }

    public void Reset() => End("reset by a fault", reset: true);

    public void Close()
    {
        _end ??= "closed by a fault";
        _toServer.Cut();
        _toClient.Cut();
    }

    public void Silence()
    {
        _toServer.Line.IsSilent = true;
        _toClient.Line.IsSilent = true;
    }

    /// <summary>There is no session whose clock could be moved.</summary>
    public bool JumpClock(TimeSpan by) => false;

    /// <summary>Ends both directions at once.</summary>
    public void End(string reason, bool reset)
    {
        _end ??= reason;
        if (reset)
        {
            Abort(_client);
            Abort(_server);
        }

        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    static void Abort(Socket? socket)
    {
        try
        {
            if (socket is not null)
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    async Task CarryAsync()
    {
        if (_decision.Refuse)
        {
            End("refused by a fault", reset: true);
            return;
        }

        await Task.Delay(_decision.Delay, _time, _over.Token).ConfigureAwait(false);
        if (_decision.CloseAtOnce)
        {
            _end = "closed at once by a fault";
            return;
        }

        if (await ConnectAsync().ConfigureAwait(false) is not { } server)
        {
            Abort(_client);
            return;
        }

        _server = server;
        try
        {
            await Task.WhenAll(_toServer.RunAsync(_client, server, _over.Token), _toClient.RunAsync(server, _client, _over.Token)).ConfigureAwait(false);
        }
        finally
        {
            // Where a fault has ended a direction, its sender may go on; nobody listens any more.
            await _over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_toServer.Ended, _toClient.Ended).ConfigureAwait(false);
        }
    }

    async Task<Socket?> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _over.Token);
        try
        {
            await socket.ConnectAsync(_options.Target, stop.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            _over.Token.ThrowIfCancellationRequested();
            _end = e is SocketException ? $"{_options.Target} cannot be reached: {e.Message}"
                : $"{_options.Target} did not answer within {_options.ConnectTimeout.TotalSeconds:0.#} s (--connect-timeout)";
            return null;
        }
    }
}
