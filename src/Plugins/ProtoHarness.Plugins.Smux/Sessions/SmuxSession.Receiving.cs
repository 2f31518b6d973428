using System.Buffers;
using System.Runtime.CompilerServices;

namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession
{
    /// <summary>What is read from the connection at once.</summary>
    const int ReceiveSize = 131_072;

    /// <summary>A reader who keeps the session from receiving for longer than this does so no more for the next <see cref="TurnsOfCaution"/> reads.</summary>
    static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(0.25);

    const int TurnsOfCaution = 64;

    readonly SmuxHold _hold = new();
    readonly SmuxSignal _room;
    readonly Action _receive;
    readonly Action _afterReceive;
    readonly IMemoryOwner<byte> _input;
    readonly TaskCompletionSource _received;
    ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _receiveAwaiter;
    int _inputStart;
    int _inputEnd;
    int _cautious;

    bool IsOver => _closing is not null || _core.Fault is not null;

    /// <summary>Takes what the connection has until it has nothing more for now.</summary>
    /// <param name="hasRead">Whether a read has ended whose outcome is to be taken.</param>
    /// <returns>Whether it has stopped because the core wants nothing; it is called again when it does.</returns>
    bool Receive(bool hasRead)
    {
        var done = default(SmuxCompletionList);
        var waitsForRoom = false;
        try
        {
            var goesOn = !hasRead || OnRead(_receiveAwaiter.GetResult(), ref done);
            while (goesOn)
            {
                waitsForRoom = !Take(ref done);
                if (waitsForRoom)
                {
                    break;
                }

                if (!Release(ref done))
                {
                    return false;
                }

                Continue();
                if (_socketInput is not null)
                {
                    goesOn = ReceiveFromSocket(_socketInput, ref done);
                    continue;
                }

                var read = _link.Stream.ReadAsync(_input.Memory[..ReceiveSize], _over.Token).ConfigureAwait(_runsInline).GetAwaiter();
                if (!read.IsCompleted)
                {
                    _receiveAwaiter = read;
                    read.UnsafeOnCompleted(_afterReceive);
                    return false;
                }

                goesOn = OnRead(read.GetResult(), ref done);
            }
        }
        catch (Exception error)
        {
            Fail(new SmuxFault(SmuxError.ConnectionFailed, $"the connection failed: {error.Message}", error));
            EndReceiving();
        }

        // A thread of the session's own that waits for room is still needed.
        Dispatch(done.First, lastHere: !waitsForRoom || _socketInput is null);
        Continue();
        return waitsForRoom;
    }

    /// <summary>
    /// Lets those go on whom the input has woken, the last of them here, or both when they are two: that saves two turns of the pool for each read, and what the reader does next finds its bytes
    /// still in the cache. Nothing is received meanwhile. When he takes long, another thread takes over (<see cref="OnLate"/>), and for a while nobody goes on here.
    /// </summary>
    /// <param name="done">Who goes on; empty afterwards.</param>
    /// <returns>Whether receiving is still the caller's.</returns>
    bool Release(ref SmuxCompletionList done)
    {
        var first = done.First;
        done = default;
        if (first is null || _runsInline || _cautious > 0)
        {
            _cautious -= _cautious > 0 ? 1 : 0;
            Dispatch(first);
            return true;
        }

        var hold = _hold.Begin();
        ExpectLate();
        var began = Time.GetTimestamp();
        if (first.Next is { Next: null } second && TryDefer(second))
        {
            // A stream that ends and one that begins come together when a caller asks again and again: to wake another thread for one of them would cost more than both.
            first.Next = null;
            Run(first, second);
        }
        else
        {
            Dispatch(first, lastHere: true);
        }

        if (!_hold.TryEnd(hold))
        {
            return false;
        }

        _cautious = Time.GetElapsedTime(began) > LongestHold ? TurnsOfCaution : 0;
        return true;
    }

    /// <summary>Takes the outcome of a read.</summary>
    /// <param name="count">The bytes; 0 at the end.</param>
    /// <param name="done">Takes whoever can go on.</param>
    /// <returns>Whether it was not the end.</returns>
    bool OnRead(int count, ref SmuxCompletionList done)
    {
        (_inputStart, _inputEnd) = (0, count);
        if (count > 0)
        {
            return true;
        }

        lock (_gate)
        {
            if (_closing is null)
            {
                _core.ReceiveEnd();
            }

            Settle(ref done);
        }

        EndReceiving();
        return false;
    }

    /// <summary>
    /// Gives the core what was read. What a session still gets that is closed is dropped, so that the connection ends well
    /// (<see cref="SmuxConfig.LingerTimeout"/>).
    /// </summary>
    /// <param name="done">Takes whoever can go on.</param>
    /// <returns>Whether to read on; false while the core wants nothing, and until it does.</returns>
    bool Take(ref SmuxCompletionList done)
    {
        ValueTask room;
        lock (_gate)
        {
            while (_inputStart < _inputEnd && !IsOver && _core.CanReceive)
            {
                _inputStart += _core.Receive(_input.Memory.Span[_inputStart.._inputEnd]);
                Settle(ref done);
            }

            if (IsOver || _core.CanReceive)
            {
                return true;
            }

            room = _room.WaitAsync();
        }

        room.ConfigureAwait(_runsInline).GetAwaiter().UnsafeOnCompleted(_receive);
        return false;
    }

    /// <summary>Takes receiving over from a thread that has not come back since the last time.</summary>
    void TakeOver()
    {
        if (_hold.TryTakeOver(out var isHeld))
        {
            _cautious = TurnsOfCaution;
            StartReceiving();
        }
        else if (isHeld)
        {
            ExpectLate();
        }
    }

    void EndReceiving()
    {
        _input.Dispose();
        if (_received.TrySetResult() && _socketInput is not null)
        {
            SmuxSocketInput.LetGo();
        }
    }
}
