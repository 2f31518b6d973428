using System.Globalization;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>What the supervisor must know of a worker that died: whether afl-fuzz is still waiting for its status.</summary>
sealed unsafe class AflPage : IDisposable
{
    public const int Idle = 0;
    public const int Running = 1;
    public const int Reporting = 2;

    const int Bytes = 4096;

    readonly SafeFileHandle _handle;
    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    readonly int* _words;

    /// <summary>The page of a supervisor, as a worker takes it up.</summary>
    /// <param name="path">The supervisor's <see cref="Path"/>.</param>
    public AflPage(string path)
        : this(Open(path, FileMode.Open))
    {
    }

    AflPage(SafeFileHandle handle)
    {
        _handle = handle;
        Path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{handle.DangerousGetHandle()}");
        _file = MemoryMappedFile.CreateFromFile(handle, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _words = (int*)start;
    }

    /// <summary>By what name other processes find it, for as long as it is open here. No folder lists it.</summary>
    public string Path { get; }

    /// <summary>Where the worker is in a round.</summary>
    public int State
    {
        get => Volatile.Read(ref _words[0]);
        set => Volatile.Write(ref _words[0], value);
    }

    /// <summary>Whether the greeting was exchanged; a worker that takes over must not repeat it.</summary>
    public bool IsGreeted
    {
        get => Volatile.Read(ref _words[1]) != 0;
        set => Volatile.Write(ref _words[1], value ? 1 : 0);
    }

    /// <summary>A clear page.</summary>
    /// <remarks>
    /// afl-fuzz ends a supervisor by SIGKILL. A file would stay behind, and a later process of the same number would take it for its own:
    /// its worker would think that the greeting was exchanged, and afl-fuzz would wait for it in vain.
    /// </remarks>
    public static AflPage Create()
    {
        var folder = Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        var path = System.IO.Path.Combine(folder, $"protoharness-afl-{Environment.ProcessId}");
        File.Delete(path);
        var handle = Open(path, FileMode.CreateNew);
        File.Delete(path);
        RandomAccess.SetLength(handle, Bytes);
        return new AflPage(handle);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        _handle.Dispose();
    }

    static SafeFileHandle Open(string path, FileMode mode) => File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
