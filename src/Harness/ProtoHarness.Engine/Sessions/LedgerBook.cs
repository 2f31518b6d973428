using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>The books of both ends of one connection.</summary>
sealed class LedgerBook(int connection)
{
    readonly FlowBooks _toServer = new();
    readonly FlowBooks _toClient = new();
    readonly Lock _gate = new();

    public ILedger For(bool isServer) => new Side(this, isServer);

    /// <summary>What both ends say that cannot be true: by the flow's name, the way to the server first, so that the same session always says the same.</summary>
    /// <param name="bothCompleted">Whether both ends say that they are done.</param>
    public IReadOnlyList<FlowProblem> Compare(bool bothCompleted)
    {
        List<FlowProblem>? problems = null;
        Add(_toServer, Direction.ToServer);
        Add(_toClient, Direction.ToClient);
        problems?.Sort(static (a, b) =>
            string.CompareOrdinal(a.Flow, b.Flow) is var byFlow && byFlow != 0 ? byFlow : (int)a.Direction - (int)b.Direction);
        return problems is null ? [] : problems;

        void Add(FlowBooks books, Direction direction)
        {
            if (books.AreInOrder)
            {
                return;
            }

            foreach (var (flow, book) in books.All())
            {
                if (Kind(book, bothCompleted) is { } kind)
                {
                    (problems ??= []).Add(new FlowProblem(connection, flow, direction, kind, book.Sent, book.Received, book.Wrong));
                }
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

    static FlowProblemKind? Kind(FlowBook book, bool bothCompleted) =>
        book.IsInOrder ? null
        : book.Wrong is not null || book.Received > book.Sent ? FlowProblemKind.NotAPrefix
        : book.Ended ? FlowProblemKind.EndedShort
        : bothCompleted ? FlowProblemKind.Incomplete
        : null;

    FlowBook Find(string flow, Direction direction) => (direction == Direction.ToServer ? _toServer : _toClient).Of(flow);

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
