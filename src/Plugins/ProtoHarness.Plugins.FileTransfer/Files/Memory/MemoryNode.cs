namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A file, folder or link in memory.</summary>
sealed class MemoryNode(FileType type)
{
    public FileType Type => type;

    public MemoryContent Content { get; private init; } = new();

    public int Mode { get; set; }

    public DateTimeOffset Modified { get; set; }

    /// <summary>As it is found after a crash.</summary>
    public MemoryNode Recover(Random? random) => new(type) { Content = Content.Recover(random), Mode = Mode, Modified = Modified };
}
