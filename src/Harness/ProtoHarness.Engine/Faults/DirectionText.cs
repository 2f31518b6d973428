namespace ProtoHarness.Engine.Faults;

/// <summary>Directions as they are written in scripts, findings and reports.</summary>
public static class DirectionText
{
    /// <summary>Both, in the order of reports.</summary>
    public static IReadOnlyList<Direction> Both { get; } = [Direction.ToServer, Direction.ToClient];

    /// <summary>The direction as it is written.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns><c>C&gt;S</c> or <c>S&gt;C</c>.</returns>
    public static string Format(Direction direction) => direction == Direction.ToServer ? "C>S" : "S>C";

    /// <summary>Reads a direction.</summary>
    /// <param name="text">The text.</param>
    /// <param name="direction">The direction.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out Direction direction)
    {
        direction = text == "S>C" ? Direction.ToClient : Direction.ToServer;
        return text is "C>S" or "S>C";
    }
}
