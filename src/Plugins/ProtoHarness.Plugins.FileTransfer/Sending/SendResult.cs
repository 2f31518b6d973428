namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What became of one file or folder.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="ResumedAt">The offset at which the receiver wanted it: above 0 when an earlier transfer was gone on with.</param>
/// <param name="Reason">Why it was refused; null otherwise.</param>
/// <param name="Message">Why it is not there, in words; empty when it is.</param>
public sealed record SendResult(string Path, SendOutcome Outcome, long ResumedAt = 0, RefusalReason? Reason = null, string Message = "")
{
    /// <summary>Whether the receiver has it now.</summary>
    public bool IsThere => Outcome is SendOutcome.Stored or SendOutcome.Had;
}
