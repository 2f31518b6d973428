using System.Net;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Cli.Proxy;

/// <summary>Prints what a proxy does, one line at a time however many connections there are.</summary>
abstract class ProxyOutput(WireFormat? wire) : IProxyObserver
{
    readonly Dictionary<(int Connection, Direction Direction), FrameTap> _taps = [];

    public bool SeesBytes => wire is not null;

    /// <summary>Held while a line is printed.</summary>
    protected Lock Gate { get; } = new();

    public abstract void Listening(IPEndPoint address, ProxyOptions options);

    public abstract void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults);

    public void Came(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
        if (wire?.Codec(direction) is not { } codec)
        {
            return;
        }

        lock (Gate)
        {
            if (!_taps.TryGetValue((connection, direction), out var tap))
            {
                _taps[(connection, direction)] = tap = new FrameTap(codec);
            }

            foreach (var line in tap.Take(bytes))
            {
                Frame(connection, direction, line);
            }
        }
    }

    public void Passed(int connection, Direction direction, ReadOnlySpan<byte> bytes)
    {
    }

    public void Closed(ProxyReport report)
    {
        lock (Gate)
        {
            _taps.Remove((report.Connection, Direction.ToServer));
            _taps.Remove((report.Connection, Direction.ToClient));
            Ended(report);
        }
    }

    public abstract void Stopped();

    /// <summary>A frame has passed.</summary>
    protected abstract void Frame(int connection, Direction direction, string text);

    /// <summary>A connection has ended.</summary>
    protected abstract void Ended(ProxyReport report);
}
