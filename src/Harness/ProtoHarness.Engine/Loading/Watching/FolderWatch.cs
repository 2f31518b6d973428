namespace ProtoHarness.Engine.Loading;

/// <summary>
/// Watches the folders of some files, and the folders around them, for anything that may replace a file: written in place, created,
/// deleted, renamed over, or the whole folder swapped for another.
/// </summary>
sealed class FolderWatch : IDisposable
{
    readonly List<FileSystemWatcher> _watchers = [];
    readonly Action _changed;

    public FolderWatch(IEnumerable<string> files, Action changed)
    {
        _changed = changed;
        var folders = files.Select(file => Path.GetDirectoryName(file)!).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var folder in folders)
        {
            Add(folder, "*", NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size | NotifyFilters.CreationTime);
            if (Path.GetDirectoryName(folder) is { } parent)
            {
                Add(parent, Path.GetFileName(folder), NotifyFilters.DirectoryName);
            }
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers)
        {
            watcher.Dispose();
        }
    }

    void Add(string folder, string filter, NotifyFilters what)
    {
        if (!Directory.Exists(folder))
        {
            // Gone for the moment; the watch on the folder around it says when it is back.
            return;
        }

        var watcher = new FileSystemWatcher(folder, filter) { NotifyFilter = what };
        watcher.Changed += (_, _) => _changed();
        watcher.Created += (_, _) => _changed();
        watcher.Deleted += (_, _) => _changed();
        watcher.Renamed += (_, _) => _changed();

        // An overflow of the system's buffer has lost events: look, rather than miss one.
        watcher.Error += (_, _) => _changed();
        watcher.EnableRaisingEvents = true;
        _watchers.Add(watcher);
    }
}
