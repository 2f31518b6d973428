namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What is at a path.</summary>
public enum FileType
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A link, wherever it points, or something that is neither file nor folder.</summary>
    Other,
}
