namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>What bad input comes to.</summary>
enum HostileOutcome
{
    /// <summary>The session ends, with the reason.</summary>
    Ends,

    /// <summary>The writes of one stream fail with the reason, and nothing else does.</summary>
    FailsWrites,

    /// <summary>It is dropped, counted with the reason, and all goes on.</summary>
    Ignored,

    /// <summary>The session reads no further until the application has done its part.</summary>
    StopsReading,

    /// <summary>Writes wait: nothing more is taken than can be held.</summary>
    Waits,
}
