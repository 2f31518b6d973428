namespace ProtoHarness.Engine.Faults;

/// <summary>Proof that a fault fired. A fault that never fired makes the case UNSUPPORTED, never PASS.</summary>
public sealed class FaultReceipt
{
    readonly FaultSpec? _fault;
    readonly string? _rule;
    int _fired;
    long _firstPosition;

    /// <summary>The receipt of a rule.</summary>
    /// <param name="rule">The rule, as written.</param>
    /// <param name="connection">The connection's name; empty for the session.</param>
    /// <param name="direction">The direction; null for a connection or session.</param>
    public FaultReceipt(string rule, string connection, Direction? direction) => (_rule, Connection, Direction) = (rule, connection, direction);

    /// <summary>The receipt of a fault that sits on a connection.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="connection">The connection's name.</param>
    /// <param name="direction">The direction; null for the connection as a whole.</param>
    internal FaultReceipt(FaultSpec fault, string connection, Direction? direction) => (_fault, Connection, Direction) = (fault, connection, direction);

    /// <summary>The rule, as written.</summary>
    public string Rule => _rule ?? _fault!.Text;

    /// <summary>The connection's name; empty for the session.</summary>
    public string Connection { get; }

    /// <summary>The direction; null for a connection or session.</summary>
    public Direction? Direction { get; }

    /// <summary>How often it fired.</summary>
    public int Fired => _fired;

    /// <summary>Where it fired first, in words; empty when it did not.</summary>
    public string First => _fired == 0 ? ""
        : _firstPosition >= 0 ? $"at byte {_firstPosition}, {FirstTime.TotalMilliseconds:0.###} ms" : $"at {FirstTime.TotalMilliseconds:0.###} ms";

    /// <summary>When it fired first, since the session's start; zero when it did not.</summary>
    public TimeSpan FirstTime { get; private set; }

    /// <summary>Whether it is the receipt of a rule, on one of the connections and directions where the rule sits.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Whether it is; two rules of the same words in one place are not told from each other.</returns>
    public bool IsOf(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);

        // It bears the fault alone where it knows its direction, the whole rule where it belongs to no connection.
        return Connection.Length == 0 ? Rule == rule.ToString()
            : (ReferenceEquals(_fault, rule.Fault) || ((_fault is null || _fault.Kind == rule.Fault.Kind) && Rule == rule.Fault.Text))
                && (Direction is null || rule.Direction is null || Direction == rule.Direction);
    }

    /// <summary>Writes down that it fired.</summary>
    /// <param name="position">The byte of the direction's stream, from 0; -1 when it is not about bytes.</param>
    /// <param name="now">The time since the session's start.</param>
    public void Fire(long position, TimeSpan now)
    {
        if (Count())
        {
            Begin(position, now);
        }
    }

    /// <summary>Counts that it fired.</summary>
    /// <param name="times">How often.</param>
    /// <returns>Whether the first time was among them, and <see cref="Begin"/> is to be told where and when.</returns>
    internal bool Count(int times = 1) => Interlocked.Add(ref _fired, times) == times;

    /// <summary>Writes down the first time.</summary>
    internal void Begin(long position, TimeSpan now) => (_firstPosition, FirstTime) = (position, now);

    /// <inheritdoc/>
    public override string ToString()
    {
        var where = Connection.Length == 0 ? "" : Direction is { } d ? $" on {Connection} {DirectionText.Format(d)}" : $" on {Connection}";
        return _fired == 0 ? $"{Rule}{where}: never fired" : $"{Rule}{where}: fired {_fired} time{(_fired == 1 ? "" : "s")}, first {First}";
    }
}
