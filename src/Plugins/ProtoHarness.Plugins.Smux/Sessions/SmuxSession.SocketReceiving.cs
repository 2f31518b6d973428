using System.Runtime.InteropServices;

namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession
{
    /// <summary>Data goes from the socket past the session's own buffer when at least this much is expected and fits where its reader wants it.</summary>
    const int LeastDirect = 16_384;

    readonly SmuxSocketInput? _socketInput;
    readonly SemaphoreSlim _roomIsThere = new(0);

    /// <summary>Receives from now on: on a thread of the session's own where it has one, else on the pool.</summary>
    void StartReceiving()
    {
        if (_socketInput is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static session => session.Receive(hasRead: false), this, preferLocal: false);
            return;
        }

        new Thread(static session => ((SmuxSession)session!).ReceiveHere()) { IsBackground = true, Name = "smux receiver" }.UnsafeStart(this);
    }

    void ReceiveHere()
    {
        while (Receive(hasRead: false))
        {
            _roomIsThere.Wait();
        }
    }

    /// <summary>Waits for bytes and takes them: those that a reader waits for, and which are enough to be worth it, go straight to where he wants them.</summary>
    /// <param name="input">The socket.</param>
    /// <param name="done">Takes whoever can go on.</param>
    /// <returns>Whether it was not the end.</returns>
    bool ReceiveFromSocket(SmuxSocketInput input, ref SmuxCompletionList done)
    {
        int count;
        do
        {
            input.Wait();
            if (TryReceiveDirectly(input, ref done, out var goesOn))
            {
                return goesOn;
            }
        }
        while (!input.TryReceive(_input.Memory.Span[..ReceiveSize], out count));
        return OnRead(count, ref done);
    }

    /// <summary>
    /// Under the lock, because whoever waits for a read may give it up. Behind the data the next frame's head is taken along, so that one call a frame is enough.
    /// </summary>
    bool TryReceiveDirectly(SmuxSocketInput input, ref SmuxCompletionList done, out bool goesOn)
    {
        goesOn = true;
        int count;
        int data;
        lock (_gate)
        {
            if (IsOver || !_core.TryGetTarget(LeastDirect, out var target, out var endsFrame)
                || !MemoryMarshal.TryGetArray<byte>(target, out var place) || !MemoryMarshal.TryGetArray<byte>(_input.Memory, out var rest))
            {
                return false;
            }

            if (!input.TryReceive(place, rest[..(endsFrame ? SmuxHeader.EncodedLength : 0)], out count))
            {
                return true;
            }

            data = Math.Min(count, place.Count);
            _core.ReceiveAtTarget(data);
            Settle(ref done);
        }

        if (count == 0)
        {
            goesOn = OnRead(0, ref done);
        }
        else
        {
            (_inputStart, _inputEnd) = (0, count - data);
        }

        return true;
    }
}
