namespace ProtoHarness.Engine.Captures;

/// <summary>What an end of a captured session did.</summary>
public enum CapturedEventKind
{
    /// <summary>It sent bytes: a piece of the stream, or one datagram.</summary>
    Data,

    /// <summary>It ended its direction.</summary>
    End,

    /// <summary>It reset the connection.</summary>
    Reset,
}
