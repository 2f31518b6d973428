namespace ProtoHarness.Engine.Faults;

/// <summary>What a fault can do to the connection that it sits on.</summary>
public interface ILineControl
{
    /// <summary>Resets the connection at both ends.</summary>
    void Reset();

    /// <summary>Ends both directions as a process that dies does: what was delivered is followed by the end.</summary>
    void Close();

    /// <summary>Holds both directions for ever, without an end.</summary>
    void Silence();

    /// <summary>Moves the date of the session's clock; timers stay.</summary>
    /// <param name="by">How far.</param>
    /// <returns>Whether the clock can be moved.</returns>
    bool JumpClock(TimeSpan by);
}
