namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Where received files go: one target folder, shared by the connections of a server.</summary>
/// <param name="files">The target folder.</param>
/// <param name="options">What is taken.</param>
public sealed class TransferStore(IFileSystem files, ReceiverOptions options)
{
    readonly Lock _gate = new();
    readonly HashSet<string> _busy = new(StringComparer.Ordinal);

    /// <summary>The target folder.</summary>
    public IFileSystem Files => files;

    /// <summary>What is taken.</summary>
    public ReceiverOptions Options => options;

    /// <summary>Decides on an offer. A folder is made at once.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="cancellationToken">Gives up while what is there is read.</param>
    /// <returns>What is there already, what to receive, or why not.</returns>
    internal Decision Decide(in Offer offer, CancellationToken cancellationToken)
    {
        if (!SafePath.TryParse(offer.Path, out var path, out var problem))
        {
            return Decision.Refused(RefusalReason.BadPath, $"{problem}");
        }

        if (offer.Size > (ulong)options.MaxFile)
        {
            return Decision.Refused(RefusalReason.TooLarge, $"{offer.Size} bytes are more than {options.MaxFile} (max-file)");
        }

        try
        {
            return Claim(path!) ? WithClaim(offer, path!, cancellationToken) : Decision.Refused(RefusalReason.Busy, $"'{path}' is being received already");
        }
        catch (FileSystemException e)
        {
            return Decision.Refused(e.IsFull ? RefusalReason.NoSpace : RefusalReason.StorageFailed, e.Message);
        }
    }

    /// <summary>Gives an entry that is there the mode and the time that it was offered with. One that refuses them keeps its own: its content is what counts.</summary>
    internal void SetFacts(in Offer offer)
    {
        try
        {
            files.SetFacts(SafePath.Parse(offer.Path), offer.Mode & 0b111_111_111, FileTimes.FromMilliseconds(offer.Modified));
        }
        catch (FileSystemException)
        {
            return;
        }
    }

    /// <summary>Lets others receive the same file.</summary>
    internal void Release(SafePath path)
    {
        lock (_gate)
        {
            _busy.Remove(SafePath.Fold(path.Value));
        }
    }

    /// <summary>Keeps others from receiving the same file until <see cref="Release"/>.</summary>
    /// <returns>Whether nobody receives it already.</returns>
    internal bool Claim(SafePath path)
    {
        lock (_gate)
        {
            return _busy.Add(SafePath.Fold(path.Value));
        }
    }

    Decision WithClaim(in Offer offer, SafePath path, CancellationToken cancellationToken)
    {
        var keep = false;
        try
        {
            if (Obstacle(path, offer.Kind) is { } obstacle)
            {
                return Decision.Refused(RefusalReason.Collision, obstacle);
            }

            if (offer.Kind == EntryKind.Folder)
            {
                files.CreateFolder(path);
                files.SyncFolder(path.Parent);
                return Decision.There;
            }

            if (offer.IsDigestLate && MayBeThere(offer, path))
            {
                return Decision.Refused(RefusalReason.DigestWanted, $"'{path}' or a part of it may be there: its digest is wanted first");
            }

            if (IsThere(offer, path, cancellationToken))
            {
                return Decision.There;
            }

            var file = IncomingFile.Open(this, offer, path, cancellationToken);
            if ((long)offer.Size - file.Position > files.FreeBytes - options.KeepFree)
            {
                file.GiveUp();
                return Decision.Refused(RefusalReason.NoSpace, $"{(long)offer.Size - file.Position} bytes are missing and {files.FreeBytes} free, of which {options.KeepFree} stay so (keep-free)");
            }

            keep = true;
            return Decision.Receive(file);
        }
        finally
        {
            if (!keep)
            {
                Release(path);
            }
        }
    }

    bool MayBeThere(in Offer offer, SafePath path) =>
        (files.Find(path) is { Type: FileType.File } facts && (ulong)facts.Length == offer.Size) || files.List(path.Parent).Any(path.IsPart);

    bool IsThere(in Offer offer, SafePath path, CancellationToken cancellationToken) =>
        files.Find(path) is { Type: FileType.File } facts && (ulong)facts.Length == offer.Size
        && Digests.Of(files, path, facts.Length, cancellationToken) is { } digest && offer.Digest.Span.SequenceEqual(digest);

    /// <summary>What stands in the way: a link, a file for a folder, a name that only looks different. Makes the folders on the way where nothing does.</summary>
    string? Obstacle(SafePath path, EntryKind kind)
    {
        foreach (var folder in path.Ancestors)
        {
            if (At(folder, FileType.Folder) is { } obstacle)
            {
                return obstacle;
            }

            if (files.Find(folder) is null)
            {
                files.CreateFolder(folder);
                files.SyncFolder(folder.Parent);
            }
        }

        return At(path, kind == EntryKind.Folder ? FileType.Folder : FileType.File);
    }

    string? At(SafePath path, FileType wanted)
    {
        if (files.Find(path) is { } facts)
        {
            if (facts.Type != wanted)
            {
                return $"'{path}' is a {(facts.Type == FileType.Other ? "link or device" : facts.Type.ToString().ToLowerInvariant())}";
            }

            if (files.List(path.Parent).Contains(path.Name, StringComparer.Ordinal))
            {
                return null;
            }
        }

        var folded = SafePath.Fold(path.Name);
        return files.List(path.Parent).FirstOrDefault(name => name != path.Name && SafePath.Fold(name) == folded) is { } other
            ? $"'{other}' is there, which some systems take for '{path.Name}'" : null;
    }
}
