namespace ProtoHarness.Engine.Faults;

/// <summary>What happens to one datagram, or to all from one on.</summary>
enum NthDatagramKind
{
    /// <summary>It is lost.</summary>
    Lose,

    /// <summary>It and all that follow are lost.</summary>
    LoseFrom,

    /// <summary>It comes twice.</summary>
    Repeat,

    /// <summary>The next one overtakes it.</summary>
    Overtake,

    /// <summary>It comes later, and whatever is faster overtakes it.</summary>
    Late,

    /// <summary>Only its beginning comes.</summary>
    Shorten,
}
