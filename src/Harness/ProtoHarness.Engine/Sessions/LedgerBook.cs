using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>The books of both ends of one connection.</summary>
sealed class LedgerBook(int connection)
{
    readonly Dictionary<string, FlowBook> _toServer = new(StringComparer.Ordinal);
    readonly Dictionary<string, FlowBook> _toClient = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    public ILedger For(bool isServer) => new Side(this, isServer);

    /// <summary>Whether both ends say the same of everything.</summary>
    public bool IsInOrder => AreInOrder(_toServer) && AreInOrder(_toClient);

    public IEnumerable<FlowProblem> Compare(bool bothCompleted)
    {
        foreach (var (flow, direction, entry) in Entries())
        {
            if (entry.IsInOrder)
            {
                continue;
            }

            var name = $"'{flow}' {DirectionText.Format(direction)} of connection {connection}";
            if (entry.Wrong is { } wrong)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.NotAPrefix,
                    $"the flow {name}: byte {wrong.Position} was sent as {wrong.Sent:x2} and received as {wrong.Received:x2}");
            }
            else if (entry.Received > entry.Sent)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.NotAPrefix, $"the flow {name}: {entry.Received} bytes were received, {entry.Sent} were sent");
            }
            else if (entry.Ended)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.EndedShort,
                    $"the flow {name}: the receiver was told that it ended normally after {entry.Received} of {entry.Sent} bytes");
            }
            else if (bothCompleted)
            {
                yield return new FlowProblem(connection, flow, FlowProblemKind.Incomplete,
                    $"the flow {name}: both ends completed, but only {entry.Received} of {entry.Sent} bytes were received");
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
    List<(string Flow, Direction Direction, FlowBook Book)> Entries()
    {
        var entries = new List<(string Flow, Direction Direction, FlowBook Book)>(_toServer.Count + _toClient.Count);
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

    static bool AreInOrder(Dictionary<string, FlowBook> entries)
    {
        foreach (var (_, entry) in entries)
        {
            if (!entry.IsInOrder)
            {
                return false;
            }
        }

        return true;
    }

    FlowBook Find(string flow, Direction direction)
    {
        var entries = direction == Direction.ToServer ? _toServer : _toClient;
        if (!entries.TryGetValue(flow, out var entry))
        {
            entries.Add(flow, entry = new FlowBook());
        }

        return entry;
    }

    sealed class Side(LedgerBook book, bool isServer) : ILedger
    {
        public void Sent(string flow, ReadOnlySpan<byte> bytes)
        {
            lock (book._gate)
            {
                book.Find(flow, isServer ? Direction.ToClient : Direction.ToServer).Add(bytes, isSent: true);
            }
        }

        public void Received(string flow, ReadOnlySpan<byte> bytes)
        {
            lock (book._gate)
            {
                book.Find(flow, isServer ? Direction.ToServer : Direction.ToClient).Add(bytes, isSent: false);
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
