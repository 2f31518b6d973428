using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>What a conversation sends: a file or folder of the disk, or files made up from the seed.</summary>
static class Source
{
    /// <summary>The files, and the one or the folder of them that is to be sent.</summary>
    /// <exception cref="IOException">It is not there, or has a name that is not safe everywhere.</exception>
    public static (IFileSystem Files, SafePath Start) Of(ConversationContext context, int count) =>
        context.Get(TransferSettings.Path) is { Length: > 0 } path ? OnDisk(path) : MadeUpFiles.Make(context, count);

    static (IFileSystem Files, SafePath Start) OnDisk(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            throw new FileNotFoundException($"'{path}' is not there (path).");
        }

        return SafePath.TryParse(System.IO.Path.GetFileName(full), out var start, out var problem)
            ? (new DiskFileSystem(System.IO.Path.GetDirectoryName(full)!), start!)
            : throw new IOException($"'{path}' cannot be sent under its name: {problem}.");
    }
}
