using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Exports;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Captures;

/// <summary>
/// A session as a packet capture: what each end read, when it read it, in the session's own time. The server listens on <see cref="LuaDissector.DefaultPort"/>.
/// Comments of the file say what was run; comments of packets say which fault struck there. What was written and never read is in no packet, and the comment of the
/// file counts it.
/// </summary>
public static class SessionCapture
{
    const int FirstClientPort = 50_000;

    /// <summary>Writes a capture.</summary>
    /// <param name="result">A session with its trace (<see cref="SessionSpec.KeepTrace"/>).</param>
    /// <param name="verdict">What it came to, in words; empty when nobody judged it.</param>
    /// <returns>A pcapng file.</returns>
    public static byte[] Write(SessionResult result, string verdict = "")
    {
        ArgumentNullException.ThrowIfNull(result);
        var start = result.Spec.Clock ?? (result.Spec.Transport == TransportKind.Memory ? new VirtualTime(result.Spec.Seed).GetUtcNow() : DateTimeOffset.UnixEpoch);
        var faults = result.Receipts.Where(receipt => receipt.Fired > 0).ToList();
        var told = new HashSet<FaultReceipt>();
        using var bytes = new MemoryStream();
        var file = new PcapngWriter(bytes, $"ProtoHarness {HarnessVersion.Text}", Comments(result, verdict));
        var connections = new SortedDictionary<int, IPacketConversation>();
        var comments = new List<string>();
        var now = start;
        foreach (var one in result.Trace)
        {
            if (one.Kind == TraceKind.Note || !int.TryParse(one.Role.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            now = start.AddTicks(one.Ticks);
            foreach (var fault in faults.Where(fault => fault.FirstTime <= new TimeSpan(one.Ticks) && Concerns(fault, number, one) && told.Add(fault)))
            {
                comments.Add($"fault {fault}");
            }

            if (!connections.TryGetValue(number, out var connection))
            {
                connections.Add(number, connection = Conversation(result.Spec.Plugin.Kind, number, packet =>
                {
                    file.Packet(now, packet, [.. comments]);
                    comments.Clear();
                }));
            }

            Play(connection, one);
        }

        return bytes.ToArray();
    }

    static IPacketConversation Conversation(ConnectionKind kind, int number, Action<byte[]> send) => kind == ConnectionKind.Datagram
        ? new UdpConversation(FirstClientPort + (number % 10_000), LuaDissector.DefaultPort, send)
        : new TcpConversation(FirstClientPort + (number % 10_000), LuaDissector.DefaultPort, send);

    static void Play(IPacketConversation connection, TraceEvent one)
    {
        var (reader, writer) = one.Role[0] == 'S' ? (1, 0) : (0, 1);
        switch (one.Kind)
        {
            case TraceKind.Open:
                connection.Open();
                break;
            case TraceKind.Accept:
                connection.Accept();
                break;
            case TraceKind.Read:
                connection.Data(writer, one.Bytes.Span);
                break;
            case TraceKind.End:
                connection.Finish(writer);
                break;
            case TraceKind.Error:
                connection.Reset(writer);
                break;
            case TraceKind.Reset:
                connection.Reset(reader);
                break;
        }
    }

    /// <summary>Whether a fault shows in an event: at the reader of its direction, or anywhere when it has none.</summary>
    static bool Concerns(FaultReceipt fault, int connection, TraceEvent one) =>
        one.Kind is TraceKind.Open or TraceKind.Accept or TraceKind.Read or TraceKind.End or TraceKind.Error or TraceKind.Reset
        && (fault.Connection.Length == 0 || fault.Connection == $"connection {connection}")
        && (fault.Direction is not { } direction || one.Kind is TraceKind.Error or TraceKind.Reset || (direction == Direction.ToServer) == (one.Role[0] == 'S'));

    static IEnumerable<string> Comments(SessionResult result, string verdict)
    {
        yield return result.Spec.ToString();
        if (verdict.Length > 0)
        {
            yield return verdict;
        }

        foreach (var receipt in result.Receipts)
        {
            yield return $"fault {receipt}";
        }

        foreach (var direction in result.Directions.Where(direction => direction.DeliveredCount < direction.WrittenCount))
        {
            yield return $"connection {direction.Connection} {DirectionText.Format(direction.Direction)}: {direction.WrittenCount} bytes were written, {direction.DeliveredCount} read";
        }

        foreach (var role in result.Roles)
        {
            yield return role.ToString();
        }
    }
}
