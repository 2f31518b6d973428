using System.IO.MemoryMappedFiles;

namespace ProtoHarness.Fuzzing.Bridges;

/// <summary>What the supervisor must know of a worker that died: whether afl-fuzz is still waiting for its status.</summary>
sealed unsafe class AflPage : IDisposable
{
    public const int Idle = 0;
    public const int Running = 1;
    public const int Reporting = 2;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    readonly int* _words;

    public AflPage(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, 4096);
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _words = (int*)start;
    }

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

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
