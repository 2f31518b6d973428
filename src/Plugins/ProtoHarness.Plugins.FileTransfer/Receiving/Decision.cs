namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What a receiver says to an offer: one of the two is set, or none when the entry is there already.</summary>
sealed record Decision(IncomingFile? File, Refusal? Refusal)
{
    public static Decision There { get; } = new(null, null);

    public static Decision Receive(IncomingFile file) => new(file, null);

    public static Decision Refused(RefusalReason reason, string message) => new(null, new Refusal(reason, message));
}
