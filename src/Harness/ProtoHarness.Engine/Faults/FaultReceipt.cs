namespace ProtoHarness.Engine.Faults;

/// <summary>Proof that a fault fired. A fault that never fired makes the case UNSUPPORTED, never PASS.</summary>
/// <param name="rule">The rule, as written.</param>
/// <param name="connection">The connection's name; empty for the session.</param>
/// <param name="direction">The direction; null for a connection or session.</param>
public sealed class FaultReceipt(string rule, string connection, Direction? direction)
{
    int _fired;
    long _firstPosition;

    /// <summary>The rule, as written.</summary>
    public string Rule { get; } = rule;

    /// <summary>The connection's name; empty for the session.</summary>
    public string Connection { get; } = connection;

    /// <summary>The direction; null for a connection or session.</summary>
    public Direction? Direction { get; } = direction;

    /// <summary>How often it fired.</summary>
    public int Fired => _fired;

    /// <summary>Where it fired first, in words; empty when it did not.</summary>
    public string First => _fired == 0 ? ""
        : _firstPosition >= 0 ? $"at byte {_firstPosition}, {FirstTime.TotalMilliseconds:0.###} ms" : $"at {FirstTime.TotalMilliseconds:0.###} ms";

    /// <summary>When it fired first, since the session's start; zero when it did not.</summary>
    public TimeSpan FirstTime { get; private set; }

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
