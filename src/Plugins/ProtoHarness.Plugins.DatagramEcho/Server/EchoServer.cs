using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>Sends every message back, as often as it is asked, and hands it to its application once (docs/wire/datagram-echo.md, 3).</summary>
/// <param name="delivered">Told the number and the payload of each message, once.</param>
public sealed class EchoServer(Action<uint, ReadOnlyMemory<byte>> delivered)
{
    /// <summary>How far the numbers of messages that are out may lie apart: what a server remembers.</summary>
    public const int Window = 64;

    uint? _session;
    uint _highest;
    ulong _seen;

    /// <summary>Datagrams that were dropped: damaged, no question, or older than the window.</summary>
    public int Dropped { get; private set; }

    /// <summary>Serves one client until it has gone.</summary>
    /// <param name="datagrams">The way to the client.</param>
    /// <param name="buffer">For what arrives, at least <see cref="IDatagrams.MaxLength"/> bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the client has gone.</returns>
    public async Task ServeAsync(IDatagrams datagrams, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(datagrams);
        while (await datagrams.ReceiveAsync(buffer, cancellationToken) is >= 0 and var length)
        {
            if (Datagrams.Read(buffer.Span[..length]) is not { Kind: EchoKind.Ask } question || !IsInWindow(question))
            {
                // Junk costs nobody anything: anyone can send a datagram.
                Dropped++;
                continue;
            }

            if (IsNew(question.Sequence))
            {
                delivered(question.Sequence, question.Payload);
            }

            await datagrams.SendAsync(Datagrams.Write(EchoKind.Answer, question.Session, question.Sequence, question.Payload), cancellationToken);
        }
    }

    bool IsInWindow(in EchoDatagram question)
    {
        if (_session != question.Session)
        {
            (_session, _highest, _seen) = (question.Session, 0, 0);
        }

        return question.Sequence > 0 && (question.Sequence > _highest || _highest - question.Sequence < Window);
    }

    /// <summary>Whether a number in the window comes for the first time; it is remembered. Bit <c>n</c> stands for the highest number less <c>n</c>.</summary>
    bool IsNew(uint sequence)
    {
        if (sequence > _highest)
        {
            var by = sequence - _highest;
            _seen = by >= Window ? 1 : (_seen << (int)by) | 1;
            _highest = sequence;
            return true;
        }

        var bit = 1UL << (int)(_highest - sequence);
        var isNew = (_seen & bit) == 0;
        _seen |= bit;
        return isNew;
    }
}
