namespace ProtoHarness.Engine.Faults;

/// <summary>How a direction stops.</summary>
enum CutKind
{
    /// <summary>The end is seen, and the connection is closed in both directions, as when the writer dies.</summary>
    Truncate,

    /// <summary>The end is seen; the other direction goes on.</summary>
    HalfClose,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing passes any more, in either direction, and no end is seen.</summary>
    Silence,

    /// <summary>Nothing passes any more in this direction, and no end is seen.</summary>
    Stall,
}
