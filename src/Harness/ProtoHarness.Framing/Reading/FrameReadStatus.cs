namespace ProtoHarness.Framing;

/// <summary>The three answers of reading a frame.</summary>
public enum FrameReadStatus
{
    /// <summary>The input ends inside the frame; nothing was consumed.</summary>
    NeedMore,

    /// <summary>A whole frame was read.</summary>
    Complete,

    /// <summary>No continuation of this input is a frame; nothing was consumed.</summary>
    Malformed,
}
