namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>What a step of a session input does to the bytes, or to who reads and writes them. Each is a fault of the catalogue.</summary>
public enum SessionOperation
{
    /// <summary>Bytes appear that nobody wrote.</summary>
    Insert,

    /// <summary>Bytes are replaced.</summary>
    Overwrite,

    /// <summary>Bytes are lost.</summary>
    Drop,

    /// <summary>Bytes come twice.</summary>
    Duplicate,

    /// <summary>A bit is flipped.</summary>
    Flip,

    /// <summary>The stream ends.</summary>
    Truncate,

    /// <summary>The direction ends.</summary>
    HalfClose,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Everything arrives in small pieces.</summary>
    Fragment,

    /// <summary>Everything arrives late.</summary>
    Delay,

    /// <summary>A read fails.</summary>
    ReadError,

    /// <summary>A write fails.</summary>
    WriteError,

    /// <summary>The session is cancelled.</summary>
    Cancel,
}
