namespace ProtoHarness.Engine.Scenarios;

/// <summary>What comes to an end instead of bytes.</summary>
enum Arrival
{
    /// <summary>The end of the stream.</summary>
    End,

    /// <summary>A reset.</summary>
    Reset,

    /// <summary>Nothing, until the time was up.</summary>
    Timeout,
}
