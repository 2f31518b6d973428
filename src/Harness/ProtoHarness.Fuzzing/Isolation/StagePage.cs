using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using ProtoHarness.Fuzzing.Engine;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>
/// The file that a worker shares with its supervisor: a page of counters, the input that runs right now flush against the end,
/// and behind it (on Linux) a page that cannot be touched, so that reading past the input is noticed. It survives the worker.
/// </summary>
sealed unsafe partial class StagePage : InputStage
{
    const int HeaderBytes = 4096;
    const int GuardBytes = 4096;
    const int NoAccess = 0;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    readonly long* _header;
    readonly byte* _input;

    StagePage(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, int capacity)
        : base(start + HeaderBytes, capacity)
    {
        _file = file;
        _view = view;
        _header = (long*)start;
        _input = start + HeaderBytes;
    }

    /// <summary>Whether an input is running.</summary>
    public bool IsRunning => Volatile.Read(ref _header[0]) != 0;

    /// <summary>Executions since the worker started; it does not move while one hangs.</summary>
    public long Executions => Volatile.Read(ref _header[1]);

    /// <summary>Whether the worker has begun to run inputs.</summary>
    public bool IsStarted => Executions > 0;

    /// <summary>The identity of the kept input from which the one that runs was made; 0 when there is none.</summary>
    public ulong Parent => (ulong)Volatile.Read(ref _header[12]);

    /// <summary>Where the worker stands, as it last said.</summary>
    public FuzzProgress Progress
    {
        get => new(
            TimeSpan.FromTicks(_header[3]),
            Executions,
            BitConverter.Int64BitsToDouble(_header[4]),
            (int)_header[5],
            (int)_header[6],
            (int)_header[7],
            (int)_header[8],
            (int)_header[9],
            TimeSpan.FromTicks(_header[10]),
            BitConverter.Int64BitsToDouble(_header[11]));

        set
        {
            _header[3] = value.Elapsed.Ticks;
            _header[4] = BitConverter.DoubleToInt64Bits(value.PerSecond);
            _header[5] = value.Edges;
            _header[6] = value.EdgesTotal;
            _header[7] = value.States;
            _header[8] = value.Corpus;
            _header[9] = value.Findings;
            _header[10] = value.SinceNew.Ticks;
            _header[11] = BitConverter.DoubleToInt64Bits(value.Stability);
        }
    }

    /// <summary>Opens the file, making or clearing it if asked.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxInput">The longest input.</param>
    /// <param name="create">Whether to start with a clear one.</param>
    public static StagePage Open(string path, int maxInput, bool create)
    {
        var capacity = (maxInput + 4095) / 4096 * 4096;
        var length = HeaderBytes + capacity + GuardBytes;
        if (create)
        {
            File.Delete(path);
        }

        var file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, length);
        var view = file.CreateViewAccessor(0, length);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        if (OperatingSystem.IsLinux())
        {
            _ = ProtectMemory(start + HeaderBytes + capacity, GuardBytes, NoAccess);
        }

        return new StagePage(file, view, start, capacity);
    }

    /// <summary>The input that runs, or ran last.</summary>
    public byte[] Input()
    {
        var length = (int)Math.Clamp(_header[2], 0, Capacity);
        return new ReadOnlySpan<byte>(_input + Capacity - length, length).ToArray();
    }

    public override void From(ulong parent) => Volatile.Write(ref _header[12], (long)parent);

    public override void Done() => Volatile.Write(ref _header[0], 0);

    protected override void Announce(int length)
    {
        // The length before the mark: whoever sees the mark sees the whole input.
        _header[2] = length;
        _header[1]++;
        Volatile.Write(ref _header[0], 1);
    }

    protected override void Dispose(bool disposing)
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        base.Dispose(disposing);
    }

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int ProtectMemory(void* address, nuint length, int protection);
}
