using System.Buffers;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// Files in memory, with the ways of failing that a disk has: it can be full, fail at the n-th operation, and crash there, after which only what was synced is
/// sure to be found.
/// </summary>
/// <param name="capacity">The bytes that fit.</param>
public sealed class MemoryFileSystem(long capacity = 64 * 1024 * 1024) : IFileSystem
{
    readonly SortedDictionary<string, MemoryNode> _nodes = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, MemoryNode> _durable = new(StringComparer.Ordinal);
    readonly Lock _gate = new();
    bool _crashed;

    /// <summary>The operations that change something, so far.</summary>
    public int Operations { get; private set; }

    /// <summary>The operation, from 1, at which the machine crashes instead of doing it; 0: it does not.</summary>
    public int CrashAt { get; set; }

    /// <summary>The operation, from 1, that fails; 0: none does.</summary>
    public int FailAt { get; set; }

    /// <inheritdoc/>
    public long FreeBytes
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, capacity - _nodes.Values.Sum(node => node.Content.LongLength()));
            }
        }
    }

    /// <summary>The paths of all files, whole or not, in ordinal order.</summary>
    public IReadOnlyList<string> Paths => [.. _nodes.Where(pair => pair.Value.Type == FileType.File).Select(pair => pair.Key)];

    /// <summary>The content of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content; null when there is no such file.</returns>
    public byte[]? Content(string path) => _nodes.TryGetValue(path, out var node) && node.Type == FileType.File ? node.Content.ToArray() : null;

    /// <summary>Puts a file there, synced, with the folders on the way.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content.</param>
    /// <param name="modified">When it was last changed.</param>
    public void Put(string path, byte[] content, DateTimeOffset modified = default)
    {
        var safe = SafePath.Parse(path);
        foreach (var folder in safe.Ancestors)
        {
            Add(folder.Value, new MemoryNode(FileType.Folder) { Modified = modified });
        }

        var node = new MemoryNode(FileType.File) { Modified = modified, Mode = 0b110_100_100 };
        node.Content.Append(content);
        node.Content.Sync();
        Add(path, node);
    }

    /// <summary>Puts a folder, or a link that points anywhere, there.</summary>
    /// <param name="path">Where.</param>
    /// <param name="type">What.</param>
    public void Put(string path, FileType type) => Add(path, new MemoryNode(type));

    /// <summary>What is found after a crash: of all that was not synced, each part is there or not, by the seed.</summary>
    /// <param name="random">Decides; null: nothing that was not synced is there.</param>
    /// <returns>The file system of the next start.</returns>
    public MemoryFileSystem Recover(Random? random)
    {
        var next = new MemoryFileSystem(capacity);
        foreach (var path in _nodes.Keys.Union(_durable.Keys, StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal))
        {
            var node = random is not null && random.Next(2) == 0 ? _nodes.GetValueOrDefault(path) : _durable.GetValueOrDefault(path);
            if (node is not null)
            {
                next.Add(path, node.Recover(random));
            }
        }

        return next;
    }

    /// <inheritdoc/>
    public FileFacts? Find(SafePath path)
    {
        lock (_gate)
        {
            Alive();
            return Node(path) is { } node ? new FileFacts(node.Type, node.Content.LongLength(), node.Mode, node.Modified) : null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(SafePath? folder)
    {
        lock (_gate)
        {
            Alive();
            var prefix = folder is null ? "" : folder.Value + "/";
            return [.. _nodes.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && path.IndexOf('/', prefix.Length) < 0).Select(path => path[prefix.Length..])];
        }
    }

    /// <inheritdoc/>
    public void CreateFolder(SafePath path)
    {
        lock (_gate)
        {
            Operate();
            NeedParent(path);
            if (Node(path) is null)
            {
                _nodes[path.Value] = new MemoryNode(FileType.Folder);
            }
        }
    }

    /// <inheritdoc/>
    public IFileReader OpenRead(SafePath path)
    {
        lock (_gate)
        {
            Alive();
            return new MemoryReader(this, File(path));
        }
    }

    /// <inheritdoc/>
    public IFileWriter OpenAppend(SafePath path)
    {
        lock (_gate)
        {
            Operate();
            NeedParent(path);
            if (Node(path) is null)
            {
                _nodes[path.Value] = new MemoryNode(FileType.File);
            }

            return new MemoryWriter(this, File(path));
        }
    }

    /// <inheritdoc/>
    public void Replace(SafePath from, SafePath to)
    {
        lock (_gate)
        {
            Operate();
            NeedParent(to);
            _nodes[to.Value] = File(from);
            _nodes.Remove(from.Value);
        }
    }

    /// <inheritdoc/>
    public void Delete(SafePath path)
    {
        lock (_gate)
        {
            Operate();
            _nodes.Remove(path.Value);
        }
    }

    /// <inheritdoc/>
    public void SetFacts(SafePath path, int mode, DateTimeOffset modified)
    {
        lock (_gate)
        {
            Operate();
            if (Node(path) is { } node)
            {
                node.Mode = mode == 0 ? node.Mode : mode;
                node.Modified = modified;
            }
        }
    }

    /// <inheritdoc/>
    public void SyncFolder(SafePath? folder)
    {
        lock (_gate)
        {
            Operate();
            var prefix = folder is null ? "" : folder.Value + "/";
            foreach (var path in _nodes.Keys.Union(_durable.Keys, StringComparer.Ordinal).Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && path.IndexOf('/', prefix.Length) < 0).ToList())
            {
                if (_nodes.TryGetValue(path, out var node))
                {
                    _durable[path] = node;
                }
                else
                {
                    _durable.Remove(path);
                }
            }
        }
    }

    /// <summary>Counts an operation, and fails where it is to.</summary>
    void Operate()
    {
        Alive();
        Operations++;
        if (Operations == CrashAt)
        {
            _crashed = true;
            Alive();
        }

        if (Operations == FailAt)
        {
            throw new FileSystemException("The operation failed (injected).");
        }
    }

    void NeedRoom(long bytes)
    {
        if (bytes > FreeBytes)
        {
            throw new FileSystemException("There is no room left.", isFull: true);
        }
    }

    void Alive()
    {
        if (_crashed)
        {
            throw new FileSystemException("The machine has crashed (injected).");
        }
    }

    void Add(string path, MemoryNode node)
    {
        _nodes[path] = node;
        _durable[path] = node;
    }

    MemoryNode? Node(SafePath path) => _nodes.GetValueOrDefault(path.Value);

    MemoryNode File(SafePath path) => Node(path) is { Type: FileType.File } node ? node : throw new FileSystemException($"'{path}' is no file.");

    void NeedParent(SafePath path)
    {
        if (path.Parent is { } parent && Node(parent) is not { Type: FileType.Folder })
        {
            throw new FileSystemException($"'{parent}' is no folder.");
        }
    }

    sealed class MemoryReader(MemoryFileSystem files, MemoryNode node) : IFileReader
    {
        long _position;

        public int Read(Span<byte> buffer)
        {
            lock (files._gate)
            {
                var read = node.Content.Read(_position, buffer);
                _position += read;
                return read;
            }
        }

        public void Seek(long offset) => _position = offset;

        public void Dispose()
        {
        }
    }

    sealed class MemoryWriter(MemoryFileSystem files, MemoryNode node) : IFileWriter
    {
        public long Length => node.Content.LongLength();

        public void Write(in ReadOnlySequence<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                return;
            }

            lock (files._gate)
            {
                files.Operate();
                files.NeedRoom(bytes.Length);
                foreach (var part in bytes)
                {
                    node.Content.Append(part.Span);
                }
            }
        }

        public void Sync()
        {
            lock (files._gate)
            {
                files.Operate();
                node.Content.Sync();
            }
        }

        public void Dispose()
        {
        }
    }
}
