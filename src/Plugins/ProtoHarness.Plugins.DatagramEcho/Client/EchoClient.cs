using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>
/// Sends messages and waits for each to come back, several at once; asks again what was lost and drops what comes twice (docs/wire/datagram-echo.md, 2).
/// One exchange at a time.
/// </summary>
/// <param name="datagrams">The way to the server.</param>
/// <param name="session">Tells this client's datagrams from an earlier one's: a random number.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="options">How to insist.</param>
public sealed class EchoClient(IDatagrams datagrams, uint session, TimeProvider time, EchoClientOptions options)
{
    readonly List<Asked> _out = [];
    uint _last;
    EchoTally _tally;

    /// <summary>What was seen so far.</summary>
    public EchoTally Tally => _tally;

    /// <summary>Exchanges messages.</summary>
    /// <param name="messages">At most <see cref="EchoDatagram.MaxPayload"/> bytes each.</param>
    /// <param name="buffer">For what arrives, at least <see cref="IDatagrams.MaxLength"/> bytes.</param>
    /// <param name="asked">Told a message's number and payload before it leaves for the first time.</param>
    /// <param name="answered">Told a message's number and what came back, in the order of coming.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When every message has come back.</returns>
    /// <exception cref="TimeoutException">A message was sent <see cref="EchoClientOptions.Tries"/> times and never answered.</exception>
    /// <exception cref="ProtocolException">A message came back changed.</exception>
    /// <exception cref="IOException">The server has gone.</exception>
    public async Task ExchangeAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> messages, Memory<byte> buffer, Action<uint, ReadOnlyMemory<byte>> asked, Action<uint, ReadOnlyMemory<byte>> answered,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(answered);
        var start = time.GetTimestamp();
        _out.Clear();
        for (var next = 0; next < messages.Count || _out.Count > 0;)
        {
            // A number is used once all that are a window older are answered: the server forgets those.
            while (next < messages.Count && _out.Count < options.Window && (_out.Count == 0 || _last - _out[0].Sequence < EchoServer.Window - 1))
            {
                var payload = messages[next++];
                asked(++_last, payload);
                var message = new Asked(_last, Datagrams.Write(EchoKind.Ask, session, _last, payload), payload);
                _out.Add(message);
                await SendAsync(message, time.GetElapsedTime(start), cancellationToken);
            }

            var due = _out.Min(message => message.Due);
            if (await ReceiveAsync(buffer, due - time.GetElapsedTime(start), cancellationToken) is { } length)
            {
                Take(length, buffer, answered);
            }

            var now = time.GetElapsedTime(start);
            foreach (var message in _out.Where(message => message.Due <= now).ToList())
            {
                await SendAsync(message, now, cancellationToken);
            }
        }
    }

    void Take(int length, Memory<byte> buffer, Action<uint, ReadOnlyMemory<byte>> answered)
    {
        if (length < 0)
        {
            throw new IOException("The server has gone.");
        }

        if (Datagrams.Read(buffer.Span[..length]) is not { } answer)
        {
            _tally = _tally with { Damaged = _tally.Damaged + 1 };
            return;
        }

        var at = answer.Kind == EchoKind.Answer && answer.Session == session ? _out.FindIndex(message => message.Sequence == answer.Sequence) : -1;
        if (at < 0)
        {
            _tally = _tally with { Unasked = _tally.Unasked + 1 };
            return;
        }

        if (!answer.Payload.Span.SequenceEqual(_out[at].Payload.Span))
        {
            throw new ProtocolException($"Message {answer.Sequence} came back changed.");
        }

        _out.RemoveAt(at);
        answered(answer.Sequence, answer.Payload);
    }

    async Task SendAsync(Asked message, TimeSpan now, CancellationToken cancellationToken)
    {
        if (message.Tries == options.Tries)
        {
            throw new TimeoutException($"Message {message.Sequence} was sent {message.Tries} times (tries) and never answered.");
        }

        _tally = _tally with { Sent = _tally.Sent + 1, SentAgain = _tally.SentAgain + (message.Tries > 0 ? 1 : 0) };
        message.Wait = message.Tries == 0 ? options.FirstTimeout : TimeSpan.FromTicks(Math.Min(message.Wait.Ticks * 2, options.MaxTimeout.Ticks));
        message.Due = now + message.Wait;
        message.Tries++;
        await datagrams.SendAsync(message.Datagram, cancellationToken);
    }

    /// <summary>One datagram; null when none came in time.</summary>
    async Task<int?> ReceiveAsync(Memory<byte> buffer, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (patience <= TimeSpan.Zero)
        {
            return null;
        }

        using var passed = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(passed.Token, cancellationToken);
        try
        {
            return await datagrams.ReceiveAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
