namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The files below a real folder. Nothing outside is touched: every folder on the way is looked at, and one that is a link is refused.</summary>
public sealed class DiskFileSystem : IFileSystem
{
    readonly string _root;

    /// <summary>The files below a folder, which is made when it is not there.</summary>
    /// <param name="root">The folder.</param>
    /// <exception cref="FileSystemException">It cannot be made.</exception>
    public DiskFileSystem(string root)
    {
        _root = Path.GetFullPath(root);
        Guard(() => Directory.CreateDirectory(_root));
    }

    /// <inheritdoc/>
    public long FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(_root).AvailableFreeSpace;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return long.MaxValue;
            }
        }
    }

    /// <inheritdoc/>
    public FileFacts? Find(SafePath path) => Guard<FileFacts?>(() =>
    {
        var full = Full(path);
        FileSystemInfo info = new FileInfo(full);
        if (!info.Exists && info.LinkTarget is null)
        {
            info = new DirectoryInfo(full);
            if (!info.Exists)
            {
                return null;
            }
        }

        var type = info.LinkTarget is not null || (info.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0 ? FileType.Other
            : info is DirectoryInfo ? FileType.Folder
            : FileType.File;
        var mode = OperatingSystem.IsWindows() ? 0 : (int)info.UnixFileMode & 0b111_111_111;
        return new FileFacts(type, type == FileType.File ? ((FileInfo)info).Length : 0, mode, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero));
    });

    /// <inheritdoc/>
    public IReadOnlyList<string> List(SafePath? folder) => Guard(() =>
        Directory.EnumerateFileSystemEntries(Full(folder)).Select(entry => Path.GetFileName(entry)).OrderBy(name => name, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public void CreateFolder(SafePath path) => Guard(() => Directory.CreateDirectory(Full(path)));

    /// <inheritdoc/>
    public IFileReader OpenRead(SafePath path) => Guard(() => new DiskReader(File.OpenHandle(Full(path), options: FileOptions.SequentialScan)));

    /// <inheritdoc/>
    public IFileWriter OpenAppend(SafePath path) =>
        Guard(() => new DiskWriter(File.OpenHandle(Full(path), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None)));

    /// <inheritdoc/>
    public void Replace(SafePath from, SafePath to) => Guard(() => File.Move(Full(from), Full(to), overwrite: true));

    /// <inheritdoc/>
    public void Delete(SafePath path) => Guard(() => File.Delete(Full(path)));

    /// <inheritdoc/>
    public void SetFacts(SafePath path, int mode, DateTimeOffset modified) => Guard(() =>
    {
        var full = Full(path);
        if (mode != 0 && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(full, (UnixFileMode)(mode & 0b111_111_111));
        }

        if (Directory.Exists(full))
        {
            Directory.SetLastWriteTimeUtc(full, modified.UtcDateTime);
        }
        else
        {
            File.SetLastWriteTimeUtc(full, modified.UtcDateTime);
        }
    });

    /// <inheritdoc/>
    public void SyncFolder(SafePath? folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // NTFS keeps names in its journal; there is nothing to ask for.
            return;
        }

        Posix.SyncFolder(Full(folder));
    }

    string Full(SafePath? path)
    {
        foreach (var folder in path?.Ancestors ?? [])
        {
            var info = new DirectoryInfo(Path.Combine(_root, folder.Value));
            if (info.LinkTarget is not null)
            {
                throw new FileSystemException($"'{folder}' is a link.");
            }
        }

        return path is null ? _root : Path.Combine(_root, path.Value);
    }

    static void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not FileSystemException && e is IOException or UnauthorizedAccessException)
        {
            throw DiskErrors.Of(e);
        }
    }
}
