namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Why an offer is not taken or a file not stored (docs/wire/file-transfer.md, 5).</summary>
public enum RefusalReason
{
    /// <summary>The path breaks a rule: it could leave the target folder, or mean another name on another system.</summary>
    BadPath = 1,

    /// <summary>A name that differs only by case or by Unicode form is there, or a file stands where a folder must be, or the reverse, or a link.</summary>
    Collision = 2,

    /// <summary>Larger than the receiver allows (<c>max-file</c>).</summary>
    TooLarge = 3,

    /// <summary>The target has no room for it.</summary>
    NoSpace = 4,

    /// <summary>Another transfer of the same file is going on.</summary>
    Busy = 5,

    /// <summary>What was received is not what was offered. What was kept of it is thrown away.</summary>
    DigestMismatch = 6,

    /// <summary>The file system failed.</summary>
    StorageFailed = 7,

    /// <summary>Something is there that may be the same file, or a part of it: it is to be offered again with its digest.</summary>
    DigestWanted = 8,
}
