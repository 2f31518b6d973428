using System.Buffers;
using System.Net.Sockets;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.StartTls;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Opens connections to one target and runs handshakes on them, each within its budgets. Faults of any kind are values.</summary>
sealed class HandshakeRunner(IProbeNetwork network, ProbeTarget target, ProbeOptions options, TimeProvider time, Random random, SharedWork shared)
{
    const int ReadSize = 4096;

    /// <summary>Handshakes so far.</summary>
    public int Count { get; private set; }

    /// <summary>Runs one handshake.</summary>
    /// <param name="spec">What it offers.</param>
    /// <param name="cancellationToken">The target's budget, or the user.</param>
    public Task<Outcome> RunAsync(HelloSpec spec, CancellationToken cancellationToken)
    {
        var handshake = new ClientHandshake(spec, options.Limits.PerHandshake, random, shared);
        return WithStreamAsync(
            async (stream, token) =>
            {
                using (handshake)
                {
                    await TalkAsync(stream, handshake, token).ConfigureAwait(false);
                    return new Outcome(handshake.Flight, handshake.Fault);
                }
            },
            fault => new Outcome(handshake.Flight, handshake.Fault ?? fault),
            cancellationToken);
    }

    /// <summary>Asks the runtime's own TLS for a second opinion.</summary>
    /// <param name="seen">What it is to confirm.</param>
    /// <param name="cancellationToken">The target's budget, or the user.</param>
    public Task<Confirmation> ConfirmAsync(SeenServer seen, CancellationToken cancellationToken) => WithStreamAsync(
        (stream, token) => Confirmer.AskAsync(stream, target, seen, time.GetUtcNow(), token), fault => Confirmation.NotReached(fault), cancellationToken);

    /// <summary>Opens a connection, does STARTTLS on it, and hands it over, all within the budgets.</summary>
    public async Task<T> WithStreamAsync<T>(Func<Stream, CancellationToken, Task<T>> talk, Func<ProbeFault, T> fail, CancellationToken cancellationToken)
    {
        Count++;
        var (stream, fault) = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (stream is null)
        {
            return fail(fault!);
        }

        await using var closing = stream.ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(options.Limits.Handshake, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (options.StartTls is { } protocol
                && await protocol.RunAsync(stream, target.ServerName, budget.Token).ConfigureAwait(false) is { } refused)
            {
                return fail(refused);
            }

            return await talk(stream, budget.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return fail(new(Codes.TimeoutHandshake, $"nothing more within {options.Limits.Handshake.TotalSeconds:0.###} s (--handshake-timeout)"));
        }
        catch (TruncatedPreludeException e)
        {
            return fail(new(Codes.Eof, e.Message));
        }
        catch (ProtocolException e)
        {
            return fail(new(Codes.StartTlsProtocol, e.Message));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return fail(ConnectFaults.OfTalk(e));
        }
    }

    static async Task TalkAsync(Stream stream, ClientHandshake handshake, CancellationToken token)
    {
        while (true)
        {
            if (handshake.TakeOutput() is { Length: > 0 } output)
            {
                await stream.WriteAsync(output, token).ConfigureAwait(false);
            }

            if (handshake.IsOver)
            {
                break;
            }

            await TakeAsync(stream, handshake, token).ConfigureAwait(false);
        }

        if (handshake.Fault is null)
        {
            await GoodbyeAsync(stream, token).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what has come. A socket waits first and has a buffer then: of those that wait for a silent server there may be thousands.</summary>
    static async ValueTask TakeAsync(Stream stream, ClientHandshake handshake, CancellationToken token)
    {
        if (stream is NetworkStream)
        {
            await stream.ReadAsync(Memory<byte>.Empty, token).ConfigureAwait(false);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var read = await stream.ReadAsync(buffer.AsMemory(0, ReadSize), token).ConfigureAwait(false);
            if (read == 0)
            {
                handshake.ReceiveEnd();
            }
            else
            {
                handshake.Receive(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An alert tells the server's log that nobody attacks it. Whether it arrives is no matter.</summary>
    static async Task GoodbyeAsync(Stream stream, CancellationToken token)
    {
        try
        {
            await stream.WriteAsync(
                Bytes.Records(ContentType.Alert, Bytes.Of(AlertMessage.Create(AlertLevel.Warning, AlertMessage.UserCanceled))), token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // It is gone already.
        }
    }

    async Task<(Stream? Stream, ProbeFault? Fault)> ConnectAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (address, fault) = await WithinConnectAsync(token => network.AddressAsync(target, token), cancellationToken).ConfigureAwait(false);
            if (address is null)
            {
                return (null, fault);
            }

            await network.WaitTurnAsync(address, cancellationToken).ConfigureAwait(false);
            (var stream, fault) = await WithinConnectAsync(token => network.ConnectAsync(target, token), cancellationToken).ConfigureAwait(false);
            if (fault?.Code != Codes.Refused || attempt == options.Limits.Retries)
            {
                return (stream, fault);
            }

            await Task.Delay(options.Limits.RetryDelay * (1 << attempt), time, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<(T? Value, ProbeFault? Fault)> WithinConnectAsync<T>(Func<CancellationToken, ValueTask<T>> open, CancellationToken cancellationToken)
        where T : class
    {
        using var timeout = new CancellationTokenSource(options.Limits.Connect, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return (await open(budget.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, new(Codes.TimeoutConnect, $"no connection within {options.Limits.Connect.TotalSeconds:0.###} s (--connect-timeout)"));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return (null, ConnectFaults.Of(e));
        }
    }
}
