namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What became of one file or folder.</summary>
public enum SendOutcome
{
    /// <summary>It was sent and is stored.</summary>
    Stored,

    /// <summary>The receiver had it already.</summary>
    Had,

    /// <summary>It was stopped on the way; the receiver keeps what it has.</summary>
    Kept,

    /// <summary>The receiver did not take or store it.</summary>
    Refused,

    /// <summary>It could not be read, or cannot be sent: a link, a name that is not safe everywhere.</summary>
    NotSent,
}
