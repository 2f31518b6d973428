namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>How a sender sends.</summary>
public sealed record SenderOptions
{
    /// <summary>The bytes of a chunk, at most <see cref="TransferFrame.MaxBody"/>. Parameter: <c>chunk</c>.</summary>
    public int Chunk { get; init; } = TransferFrame.MaxBody;

    /// <summary>
    /// Files of this length and more are hashed while they are sent, and not before; unless the receiver wants to know the digest first. In bytes. Parameter: <c>late-digest</c>.
    /// </summary>
    public long LateDigest { get; init; } = 1024 * 1024;

    /// <summary>Told how far a file is: its path, its bytes so far, its length. Null: nobody.</summary>
    public Action<string, long, long>? Progress { get; init; }
}
