namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What is at a path.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Length">Its length in bytes; 0 for what is no file.</param>
/// <param name="Mode">The nine permission bits of Unix; 0 when the system has none.</param>
/// <param name="Modified">When it was last changed.</param>
public readonly record struct FileFacts(FileType Type, long Length, int Mode, DateTimeOffset Modified);
