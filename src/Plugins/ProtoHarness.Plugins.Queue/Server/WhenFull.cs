namespace ProtoHarness.Plugins.Queue;

/// <summary>What a server does with a job for which it has no room.</summary>
public enum WhenFull
{
    /// <summary>It answers <see cref="ReceiptKind.Busy"/>.</summary>
    SayBusy,

    /// <summary>It reads no further until there is room, so that the client is slowed by the stream.</summary>
    StopReading,
}
