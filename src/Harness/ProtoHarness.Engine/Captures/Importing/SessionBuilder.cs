using System.Net;

namespace ProtoHarness.Engine.Captures;

/// <summary>Puts the packets of one session together.</summary>
sealed class SessionBuilder(IPEndPoint client, IPEndPoint server, ulong start)
{
    readonly List<CapturedEvent> _events = [];
    readonly TcpDirection[] _directions = [new(), new()];
    readonly bool[] _ended = new bool[2];
    bool _isReset;

    /// <summary>Whether both directions have ended, so that another session may begin between the same two.</summary>
    public bool IsOver => _isReset || (_ended[0] && _ended[1]);

    public void Take(in Segment segment)
    {
        var isClient = segment.From.Equals(client);
        var time = TimeSpan.FromTicks((long)((segment.Nanoseconds > start ? segment.Nanoseconds - start : 0) / 100));
        if (segment.IsDatagram)
        {
            _events.Add(new CapturedEvent(time, isClient, CapturedEventKind.Data, segment.Payload));
            return;
        }

        var side = isClient ? 0 : 1;
        foreach (var bytes in _directions[side].Take(segment))
        {
            if (!_isReset)
            {
                _events.Add(new CapturedEvent(time, isClient, CapturedEventKind.Data, bytes));
            }
        }

        if (_directions[side].HasEnded && !_ended[side] && !_isReset)
        {
            _ended[side] = true;
            _events.Add(new CapturedEvent(time, isClient, CapturedEventKind.End, default));
        }

        if (segment.Flags.HasFlag(TcpFlags.Rst) && !IsOver)
        {
            _isReset = true;
            _events.Add(new CapturedEvent(time, isClient, CapturedEventKind.Reset, default));
        }
    }

    public CapturedSession Build() => new(client, server, _events)
    {
        Notes = [.. _directions.Index().Where(one => one.Item.Waiting > 0).Select(one => $"bytes of the {(one.Index == 0 ? "client" : "server")} are missing in the capture; what came behind them was left out")],
    };
}
