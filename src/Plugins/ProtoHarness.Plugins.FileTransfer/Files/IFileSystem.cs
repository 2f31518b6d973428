namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// The files below one folder. Every failure is a <see cref="FileSystemException"/>. Synchronous: a disk that answers at once is the simulation's, and one that
/// does not holds up its own transfer only.
/// </summary>
public interface IFileSystem
{
    /// <summary>The bytes that can still be written; <see cref="long.MaxValue"/> when nobody knows.</summary>
    long FreeBytes { get; }

    /// <summary>What is at a path. Links are not followed.</summary>
    /// <param name="path">The path.</param>
    /// <returns>What is there; null when nothing is.</returns>
    FileFacts? Find(SafePath path);

    /// <summary>The names in a folder, in ordinal order.</summary>
    /// <param name="folder">The folder; null for the root.</param>
    /// <returns>The names.</returns>
    IReadOnlyList<string> List(SafePath? folder);

    /// <summary>Makes one folder, whose parent is there. One that is there already is left alone.</summary>
    /// <param name="path">The folder.</param>
    void CreateFolder(SafePath path);

    /// <summary>Opens a file to read it from its start.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file.</returns>
    IFileReader OpenRead(SafePath path);

    /// <summary>Opens a file to write behind what is in it, and makes it when it is not there. Nobody else may write it meanwhile.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file.</returns>
    IFileWriter OpenAppend(SafePath path);

    /// <summary>Renames a file, in place of whatever file has the other name, in one step.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its new name.</param>
    void Replace(SafePath from, SafePath to);

    /// <summary>Deletes a file. One that is not there is no error.</summary>
    /// <param name="path">The file.</param>
    void Delete(SafePath path);

    /// <summary>Sets what is not content. What the system does not know is left away.</summary>
    /// <param name="path">A file or folder.</param>
    /// <param name="mode">Permission bits of Unix; 0 leaves them alone.</param>
    /// <param name="modified">When it was last changed.</param>
    void SetFacts(SafePath path, int mode, DateTimeOffset modified);

    /// <summary>Waits until the names in a folder survive a crash.</summary>
    /// <param name="folder">The folder; null for the root.</param>
    void SyncFolder(SafePath? folder);
}
