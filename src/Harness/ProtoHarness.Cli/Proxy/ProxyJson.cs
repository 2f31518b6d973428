using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Cli.Proxy;

/// <summary>For machines: one JSON object a line, with <c>event</c> first.</summary>
sealed class ProxyJson(Screen screen, WireFormat? wire) : ProxyOutput(wire)
{
    static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Listening(IPEndPoint address, ProxyOptions options) =>
        Print(new { @event = "listening", address = address.ToString(), to = options.Target.ToString(), seed = options.Seed.ToString() });

    public override void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults) =>
        Print(new { @event = "opened", connection, client = client.ToString(), faults = faults.Select(rule => rule.ToString()) });

    public override void Stopped() => Print(new { @event = "stopped" });

    protected override void Frame(int connection, Direction direction, string text) =>
        Print(new { @event = "frame", connection, direction = DirectionText.Format(direction), frame = text });

    protected override void Ended(ProxyReport report) => Print(new
    {
        @event = "closed",
        connection = report.Connection,
        end = report.End,
        toServer = report.ToServer,
        toClient = report.ToClient,
        receipts = report.Receipts.Select(receipt => new { rule = receipt.Rule, direction = receipt.Direction is { } way ? DirectionText.Format(way) : null, fired = receipt.Fired, first = receipt.First }),
    });

    void Print<T>(T line)
    {
        lock (Gate)
        {
            screen.Line(JsonSerializer.Serialize(line, Options));
        }
    }
}
