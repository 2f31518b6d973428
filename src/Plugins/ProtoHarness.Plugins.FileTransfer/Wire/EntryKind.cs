using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What is offered.</summary>
[Closed]
public enum EntryKind : byte
{
    /// <summary>A file.</summary>
    File = 1,

    /// <summary>A folder, which may stay empty.</summary>
    Folder = 2,
}
