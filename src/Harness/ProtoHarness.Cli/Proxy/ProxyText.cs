using System.Net;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Cli.Proxy;

/// <summary>For people.</summary>
sealed class ProxyText(Screen screen, WireFormat? wire, bool quiet) : ProxyOutput(wire)
{
    int _connections;
    long _bytes;

    public override void Listening(IPEndPoint address, ProxyOptions options) =>
        Print($"listening on {address}, carrying to {options.Target}  (seed {options.Seed})");

    public override void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults) =>
        Print($"#{connection} from {client}{(faults.Count == 0 ? "" : $", under {string.Join(", ", faults)}")}");

    public override void Stopped() => Print($"{_connections} connection{(_connections == 1 ? "" : "s")}, {_bytes} bytes carried");

    protected override void Frame(int connection, Direction direction, string text) => screen.Line($"#{connection} {DirectionText.Format(direction)} {text}");

    protected override void Ended(ProxyReport report)
    {
        _connections++;
        _bytes += report.ToServer + report.ToClient;
        Print($"#{report.Connection} {report.End}: C>S {report.ToServer} bytes, S>C {report.ToClient} bytes");
        foreach (var receipt in report.Receipts)
        {
            Print($"#{report.Connection}   {receipt}");
        }
    }

    void Print(string line)
    {
        if (quiet)
        {
            return;
        }

        lock (Gate)
        {
            screen.Line(line);
        }
    }
}
