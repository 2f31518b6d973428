using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>The books of both ends of one connection.</summary>
sealed class LedgerBook(int connection)
{
    readonly Dictionary<string, Entry> _toServer = new(StringComparer.Ordinal);
    readonly Dictionary<string, Entry> _toClient = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    public ILedger For(bool isServer) => new Side(this, isServer);

    public IEnumerable<FlowProblem> Compare(bool bothCompleted)
    {
        foreach (var (flow, direction, entry) in Entries())
        {
            var (sent, received) = (entry.Sent, entry.Received);
            var common = Math.Min(sent.Count, received.Count);
            var sentSpan = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sent);
            var receivedSpan = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(received);
            var same = sentSpan.CommonPrefixLength(receivedSpan);
            if (same == sent.Count && same == received.Count)
            {
                continue;
            }

            var name = $"'{flow}' {DirectionText.Format(direction)} of connection {connection}";
            if (same < received.Count)
            {
                var what = same == common
                    ? $"{received.Count} bytes were received, {sent.Count} were sent"
                    : $"byte {same} was sent as {sentSpan[same]:x2} and received as {receivedSpan[same]:x2}";
                yield return new FlowProblem(connection, flow, FlowProblemKind.NotAPrefix, $"the flow {name}: {what}");
            }
            else if (received.Count < sent.Count && entry.Ended)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.EndedShort,
                    $"the flow {name}: the receiver was told that it ended normally after {received.Count} of {sent.Count} bytes");
            }
            else if (received.Count < sent.Count && bothCompleted)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.Incomplete,
                    $"the flow {name}: both ends completed, but only {received.Count} of {sent.Count} bytes were received");
            }
        }
    }

    /// <summary>Forgets what was written down.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _toServer.Clear();
            _toClient.Clear();
        }
    }

    /// <summary>By the flow's name, the way to the server first, so that the same session always says the same.</summary>
    List<(string Flow, Direction Direction, Entry Entry)> Entries()
    {
        var entries = new List<(string Flow, Direction Direction, Entry Entry)>(_toServer.Count + _toClient.Count);
        foreach (var (flow, entry) in _toServer)
        {
            entries.Add((flow, Direction.ToServer, entry));
        }

        foreach (var (flow, entry) in _toClient)
        {
            entries.Add((flow, Direction.ToClient, entry));
        }

        entries.Sort(static (a, b) =>
            string.CompareOrdinal(a.Flow, b.Flow) is var byFlow && byFlow != 0 ? byFlow : (int)a.Direction - (int)b.Direction);
        return entries;
    }

    Entry Find(string flow, Direction direction)
    {
        var entries = direction == Direction.ToServer ? _toServer : _toClient;
        if (!entries.TryGetValue(flow, out var entry))
        {
            entries.Add(flow, entry = new Entry());
        }

        return entry;
    }

    sealed class Entry
    {
        public List<byte> Sent { get; } = [];

        public List<byte> Received { get; } = [];

        public bool Ended { get; set; }
    }

    sealed class Side(LedgerBook book, bool isServer) : ILedger
    {
        public void Sent(string flow, ReadOnlySpan<byte> bytes)
        {
            lock (book._gate)
            {
                book.Find(flow, isServer ? Direction.ToClient : Direction.ToServer).Sent.AddRange(bytes);
            }
        }

        public void Received(string flow, ReadOnlySpan<byte> bytes)
        {
            lock (book._gate)
            {
                book.Find(flow, isServer ? Direction.ToServer : Direction.ToClient).Received.AddRange(bytes);
            }
        }

        public void Ended(string flow)
        {
            lock (book._gate)
            {
                book.Find(flow, isServer ? Direction.ToServer : Direction.ToClient).Ended = true;
            }
        }
    }
}
