namespace ProtoHarness.Engine.Transports;

/// <summary>What happened at one end of a connection.</summary>
public enum TraceKind
{
    /// <summary>The client opened it.</summary>
    Open,

    /// <summary>The server accepted it.</summary>
    Accept,

    /// <summary>Bytes were written.</summary>
    Write,

    /// <summary>Bytes were read.</summary>
    Read,

    /// <summary>The end of the stream was read.</summary>
    End,

    /// <summary>The output was finished.</summary>
    Finish,

    /// <summary>A read or write failed.</summary>
    Error,

    /// <summary>The role reset it.</summary>
    Reset,

    /// <summary>The role let go of it.</summary>
    Close,

    /// <summary>A role said something: a log line, or a state it entered.</summary>
    Note,
}
