using System.Runtime.InteropServices;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Where the input of an execution lies: flush against the end of its memory, so that reading past the input by unsafe code
/// runs into whatever lies behind. A worker stages in a shared file with an unreadable page behind it.
/// </summary>
public unsafe class InputStage : IDisposable
{
    readonly bool _owned;
    readonly byte* _memory;

    /// <summary>A stage in memory of this process.</summary>
    /// <param name="capacity">The longest input, in bytes.</param>
    public InputStage(int capacity)
    {
        Capacity = capacity;
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)capacity + 1);
        _owned = true;
    }

    /// <summary>A stage in given memory.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="capacity">Its bytes.</param>
    protected InputStage(byte* memory, int capacity)
    {
        Capacity = capacity;
        _memory = memory;
    }

    /// <summary>The longest input, in bytes.</summary>
    public int Capacity { get; }

    /// <summary>Stages an input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>The staged copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is longer than <see cref="Capacity"/>.</exception>
    public ReadOnlySpan<byte> Put(ReadOnlySpan<byte> input)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, Capacity, nameof(input));
        var start = _memory + Capacity - input.Length;
        input.CopyTo(new Span<byte>(start, input.Length));
        Announce(input.Length);
        return new ReadOnlySpan<byte>(start, input.Length);
    }

    /// <summary>What is staged from now on was made from this input.</summary>
    /// <param name="parent">The identity of the kept input; 0 when there is none.</param>
    public virtual void From(ulong parent)
    {
    }

    /// <summary>The execution is over.</summary>
    public virtual void Done()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>An input of this length is about to run.</summary>
    protected virtual void Announce(int length)
    {
    }

    /// <summary>Frees the memory.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_owned)
        {
            NativeMemory.Free(_memory);
        }
    }
}
