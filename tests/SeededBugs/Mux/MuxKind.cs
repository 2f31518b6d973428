namespace SeededBugs.Mux;

/// <summary>What a frame of <see cref="SmallMux"/> does.</summary>
public enum MuxKind : byte
{
    /// <summary>Opens a stream.</summary>
    Open,

    /// <summary>Carries data of a stream.</summary>
    Data,

    /// <summary>Ends one direction of a stream.</summary>
    End,

    /// <summary>Grants as many bytes more as its one byte says.</summary>
    Grant,

    /// <summary>Says that its sender is alive.</summary>
    Alive,
}
