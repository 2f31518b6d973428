using System.IO.MemoryMappedFiles;
using System.Text;

namespace ProtoHarness.Engine.Isolation;

/// <summary>
/// Which case each thread is at, in a file that is shared with a supervising process: what is written stays readable when this process ends in the middle of
/// it, by a stack overflow or however else.
/// </summary>
public sealed class CaseJournal : IDisposable
{
    const int Slots = 256;
    const int SlotBytes = 1024;
    const int TextAt = 12;

    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    readonly ThreadLocal<int> _slot;
    int _used;

    CaseJournal(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, Slots * SlotBytes);
        _slot = new ThreadLocal<int>(() => Interlocked.Increment(ref _used) - 1);
    }

    /// <summary>Opens a journal; it is made, empty, when it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The journal.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static CaseJournal Open(string path) => new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Slots * SlotBytes));

    /// <summary>The calling thread begins with a part.</summary>
    /// <param name="part">The part's name, unique in a run.</param>
    public void Enter(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (At() is not { } at)
        {
            return;
        }

        var text = Encoding.UTF8.GetBytes(part);
        var length = Math.Min(text.Length, SlotBytes - TextAt);
        _view.Write(at + 4, -1L);
        _view.WriteArray(at + TextAt, text, 0, length);
        _view.Write(at, length);
    }

    /// <summary>The calling thread begins with a case of its part.</summary>
    /// <param name="number">The case, from 0.</param>
    public void Case(long number)
    {
        if (At() is { } at)
        {
            _view.Write(at + 4, number);
        }
    }

    /// <summary>The calling thread has ended its part.</summary>
    public void Leave()
    {
        if (At() is { } at)
        {
            _view.Write(at, 0);
        }
    }

    /// <summary>Where the threads are, or were when their process ended.</summary>
    /// <returns>The parts that were begun and not ended, with the number of the case; -1 before the first.</returns>
    public IReadOnlyList<(string Part, long Number)> Open()
    {
        var open = new List<(string Part, long Number)>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var at = slot * SlotBytes;
            if (_view.ReadInt32(at) is > 0 and <= SlotBytes - TextAt and var length)
            {
                var text = new byte[length];
                _view.ReadArray(at + TextAt, text, 0, length);
                open.Add((Encoding.UTF8.GetString(text), _view.ReadInt64(at + 4)));
            }
        }

        return open;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slot.Dispose();
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>More threads than slots come only where many were given up; the later ones are not written down.</summary>
    int? At() => _slot.Value is < Slots and var slot ? slot * SlotBytes : null;
}
