using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Sessions;

/// <summary>The faults of a session: those that were given, put on each connection as it is opened, and those that a script puts on and takes off later.</summary>
/// <param name="rules">Those that were given.</param>
/// <param name="seed">Where their randomness comes from.</param>
/// <param name="kind">What the connections carry.</param>
/// <param name="wire">What the directions are made of; null when it is not known.</param>
/// <param name="time">The clock of their delays.</param>
sealed class SessionFaults(IReadOnlyList<FaultRule> rules, Seed seed, ConnectionKind kind, WireFormat? wire, TimeProvider time) : IScriptControl
{
    /// <summary>What the streams of randomness of the first faults are called.</summary>
    static readonly string[] GivenStreams = [.. Enumerable.Range(0, 32).Select(i => $"fault/{i}")];

    /// <summary>What the directions of the first connections are called.</summary>
    static readonly LineNames[] FirstLines = [.. Enumerable.Range(1, 8).SelectMany(connection => DirectionText.Both.Select(direction => LineNames.Of(connection, direction)))];

    readonly Lock _gate = new();
    readonly List<FaultReceipt> _receipts = [];
    readonly List<Line> _lines = [];
    readonly List<(FaultRule Rule, Func<int, bool> Applies, int Number)> _late = [];
    readonly List<(Line Line, FaultStage Stage)> _stages = [];
    int _lateCount;

    /// <summary>The receipts of all faults so far.</summary>
    public IReadOnlyList<FaultReceipt> Receipts
    {
        get
        {
            lock (_gate)
            {
                return [.. _receipts];
            }
        }
    }

    /// <summary>What the machine has to give.</summary>
    public MachineLimits Machine { get; } = new(time);

    /// <summary>Puts on the limits of the machine that were given.</summary>
    public void ArmMachine() => Limit(rules);

    public void Add(FaultReceipt receipt)
    {
        lock (_gate)
        {
            _receipts.Add(receipt);
        }
    }

    /// <summary>Puts the faults on one direction of a new connection.</summary>
    /// <returns>What shall become of the attempt to connect.</returns>
    public ConnectDecision Arm(int connection, Direction direction, ILineControl control, FaultLine faultLine)
    {
        var line = new Line(connection, direction, control, faultLine);
        var decision = default(ConnectDecision);
        for (var i = 0; i < rules.Count; i++)
        {
            Put(rules[i], line, i < GivenStreams.Length ? GivenStreams[i] : $"fault/{i}", ref decision);
        }

        (FaultRule Rule, Func<int, bool> Applies, int Number)[] late;
        lock (_gate)
        {
            _lines.Add(line);
            late = [.. _late];
        }

        foreach (var (rule, applies, number) in late)
        {
            if (applies(connection))
            {
                Put(rule, line, $"late/{number}", ref decision);
            }
        }

        return decision;
    }

    public void AddFaults(IReadOnlyList<FaultRule> added, Func<int, bool> applies)
    {
        foreach (var rule in added)
        {
            List<Line> lines;
            int number;
            lock (_gate)
            {
                number = _lateCount++;
                _late.Add((rule, applies, number));
                lines = [.. _lines];
            }

            Limit([rule]);
            foreach (var line in lines.Where(line => applies(line.Connection) && rule.Fault.Kind.Scope != FaultScope.Connection))
            {
                var ignored = default(ConnectDecision);
                Put(rule, line, $"late/{number}", ref ignored);
            }
        }
    }

    public void ClearFaults()
    {
        lock (_gate)
        {
            _late.Clear();
            foreach (var (line, stage) in _stages)
            {
                line.Faults.Remove(stage);
            }

            _stages.Clear();
        }
    }

    public IDisposable Under(int connection, Direction direction, IReadOnlyList<FaultSpec> faults)
    {
        Line line;
        int number;
        lock (_gate)
        {
            line = _lines.Last(l => l.Connection == connection && l.Direction == direction);
            number = _lateCount++;
        }

        var stages = faults.Select((fault, i) =>
        {
            var (stage, receipt) = Create(fault, line, $"once/{number}/{i}");
            Add(receipt);
            line.Faults.Add(stage);
            return stage;
        }).ToList();
        return new Removal(() => stages.ForEach(line.Faults.Remove));
    }

    void Put(FaultRule rule, Line line, string stream, ref ConnectDecision decision)
    {
        var onWhole = rule.Fault.Kind.Scope == FaultScope.Connection;
        if (rule.Fault.Kind.Name == "cancel" || rule.Fault.Kind.Scope == FaultScope.Machine || !rule.AppliesTo(line.Connection, onWhole ? rule.Direction ?? line.Direction : line.Direction)
            || (onWhole && line.Direction != Direction.ToServer))
        {
            return;
        }

        var (stage, receipt) = Create(rule.Fault, line, stream);
        Add(receipt);
        if (onWhole)
        {
            var connect = stage.OnConnect();
            decision = new ConnectDecision(decision.Refuse || connect.Refuse, decision.CloseAtOnce || connect.CloseAtOnce, decision.Delay + connect.Delay);
            return;
        }

        if (!rule.Fault.Kind.FitsOn(kind))
        {
            return;
        }

        line.Faults.Add(stage);
        lock (_gate)
        {
            _stages.Add((line, stage));
        }
    }

    /// <summary>A limit of the machine holds for the whole session, from where it is written on.</summary>
    void Limit(IReadOnlyList<FaultRule> added)
    {
        foreach (var rule in added)
        {
            if (rule.Fault.Kind.Scope != FaultScope.Machine || !rule.Fault.Kind.FitsOn(kind))
            {
                continue;
            }

            var receipt = new FaultReceipt(rule.ToString(), "", null);
            Add(receipt);
            Machine.Add((MachineStage)rule.Fault.Create(new StageContext(receipt, seed, time, null, NoControl.Instance)));
        }
    }

    (FaultStage Stage, FaultReceipt Receipt) Create(FaultSpec fault, Line line, string stream)
    {
        var receipt = new FaultReceipt(fault, line.Names.Connection, fault.Kind.Scope == FaultScope.Connection ? null : line.Direction);
        var codec = wire?.Codec(line.Direction);
        return (fault.Create(new StageContext(receipt, seed.Derive(stream, line.Names.Stream), time, codec, line.Control)), receipt);
    }

    sealed class Line(int connection, Direction direction, ILineControl control, FaultLine faults)
    {
        public int Connection => connection;

        public Direction Direction => direction;

        public ILineControl Control => control;

        public FaultLine Faults => faults;

        public LineNames Names { get; } = 2 * connection <= FirstLines.Length ? FirstLines[(2 * (connection - 1)) + (direction == Direction.ToServer ? 0 : 1)]
            : LineNames.Of(connection, direction);
    }

    /// <summary>What one direction of a connection is called.</summary>
    /// <param name="Connection">What receipts call the connection.</param>
    /// <param name="Stream">The last part of the names of its streams of randomness.</param>
    sealed record LineNames(string Connection, string Stream)
    {
        public static LineNames Of(int connection, Direction direction) =>
            new($"connection {connection}", $"/{connection}/{(direction == Direction.ToServer ? nameof(Direction.ToServer) : nameof(Direction.ToClient))}");
    }

    sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
