namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What a receiver takes.</summary>
public sealed record ReceiverOptions
{
    /// <summary>The largest file, in bytes. Option: <c>max-file</c>.</summary>
    public long MaxFile { get; init; } = 1L << 40;

    /// <summary>The bytes that stay free on the target. Option: <c>keep-free</c>.</summary>
    public long KeepFree { get; init; } = 1024 * 1024;

    /// <summary>Told how far a file is: its path, its bytes so far, its length. Null: nobody.</summary>
    public Action<string, long, long>? Progress { get; init; }
}
