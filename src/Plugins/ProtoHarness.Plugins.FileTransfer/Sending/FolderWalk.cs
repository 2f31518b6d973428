namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What there is to send below a path: each folder before what is in it, names in ordinal order.</summary>
public static class FolderWalk
{
    /// <summary>Walks.</summary>
    /// <param name="files">Where from.</param>
    /// <param name="start">A file or folder; null for everything.</param>
    /// <returns>Each path; with why it cannot be sent, or null.</returns>
    public static IEnumerable<(string Path, SafePath? Safe, string? Problem)> Of(IFileSystem files, SafePath? start)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (start is not null)
        {
            switch (files.Find(start)?.Type)
            {
                case FileType.File:
                    yield return (start.Value, start, null);
                    yield break;
                case FileType.Folder:
                    yield return (start.Value, start, null);
                    break;
                default:
                    yield return (start.Value, null, files.Find(start) is null ? "it is not there" : "it is a link or a device");
                    yield break;
            }
        }

        foreach (var name in files.List(start))
        {
            var path = start is null ? name : $"{start}/{name}";
            if (!SafePath.TryParse(path, out var safe, out var problem))
            {
                yield return (path, null, problem);
                continue;
            }

            foreach (var below in Of(files, safe))
            {
                yield return below;
            }
        }
    }
}
