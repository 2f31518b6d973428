namespace ProtoHarness.Engine.Faults;

/// <summary>A fault and where it sits.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Direction">The direction; null: both.</param>
/// <param name="Connection">The connection, from 1 in the order of opening; null: all.</param>
public sealed record FaultRule(FaultSpec Fault, Direction? Direction = null, int? Connection = null)
{
    /// <summary>Reads a rule as it is written: <c>S&gt;C fragment 1</c>, <c>C&gt;S#2 reset @10</c>, <c>* delay 5ms</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rules of the chain, in order.</returns>
    /// <exception cref="FormatException">A part is wrong.</exception>
    public static IReadOnlyList<FaultRule> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var space = trimmed.IndexOf(' ', StringComparison.Ordinal);
        var where = space < 0 ? trimmed : trimmed[..space];
        var hash = where.IndexOf('#', StringComparison.Ordinal);
        int? connection = null;
        if (hash >= 0)
        {
            connection = int.TryParse(where[(hash + 1)..], out var number) && number > 0
                ? number : throw new FormatException($"'{where}' names no connection: write C>S#1 for the first one opened");
            where = where[..hash];
        }

        Direction? direction = null;
        if (DirectionText.TryParse(where, out var parsed))
        {
            direction = parsed;
        }
        else if (where != "*")
        {
            return [.. FaultSpec.ParseChain(trimmed).Select(fault => new FaultRule(fault))];
        }

        return [.. FaultSpec.ParseChain(space < 0 ? "" : trimmed[space..]).Select(fault => new FaultRule(fault, direction, connection))];
    }

    /// <summary>Whether the rule sits on a direction of a connection.</summary>
    /// <param name="connection">The connection's number.</param>
    /// <param name="direction">The direction.</param>
    /// <returns>Whether it does.</returns>
    public bool AppliesTo(int connection, Direction direction) =>
        (Direction is null || Direction == direction) && (Connection is null || Connection == connection);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Direction is { } d ? DirectionText.Format(d) : "*")}{(Connection is { } c ? $"#{c}" : "")} {Fault.Text}";
}
