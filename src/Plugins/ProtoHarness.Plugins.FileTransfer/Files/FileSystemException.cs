namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The file system failed.</summary>
/// <param name="message">What it says.</param>
/// <param name="isFull">Whether there is no room.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class FileSystemException(string message, bool isFull = false, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>Whether there is no room.</summary>
    public bool IsFull { get; } = isFull;
}
