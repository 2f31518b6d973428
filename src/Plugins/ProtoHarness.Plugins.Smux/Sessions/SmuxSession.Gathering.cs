using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession
{
    readonly ArraySegment<byte>[]?[] _parts = new ArraySegment<byte>[]?[SmuxSessionCore.MaxGathered];

    /// <summary>
    /// Begins to send data from where it lies, past the batch; over a socket alone, which takes several pieces at once. Under the lock;
    /// <see cref="SendGathered"/> follows outside, before the caller returns: until then nobody can take the data back.
    /// </summary>
    /// <param name="channel">The stream.</param>
    /// <param name="data">The data.</param>
    /// <param name="gather">What is to be sent.</param>
    /// <returns>Whether there is anything.</returns>
    internal bool TryBeginGather(SmuxChannel channel, ReadOnlyMemory<byte> data, out SmuxGather gather)
    {
        gather = default;
        if (_socketInput is null || data.Length < LeastDirect || _isSending
            || !MemoryMarshal.TryGetArray(data, out _) || !_core.TryBeginGather(channel, data, out gather))
        {
            return false;
        }

        _isSending = true;
        return true;
    }

    /// <summary>Sends what the socket takes at once. The rest is copied and sent as a batch.</summary>
    /// <param name="gather">What is to be sent.</param>
    internal void SendGathered(in SmuxGather gather)
    {
        Exception? failure = null;
        var sent = 0;
        var parts = Parts(gather);
        try
        {
            sent = _link.Socket!.Send(parts, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                failure = new SocketException((int)error);
            }
        }
        catch (ObjectDisposedException error)
        {
            failure = error;
        }

        Array.Clear(parts);
        ReadOnlyMemory<byte> batch;
        lock (_gate)
        {
            batch = _core.EndGather(failure is null ? sent : gather.Length);
        }

        var done = default(SmuxCompletionList);
        if (batch.IsEmpty)
        {
            batch = FinishSend(failure, isLast: false, ref done);
        }

        SendFrom(batch, ref done);
        Dispatch(done.First);
    }

    ArraySegment<byte>[] Parts(in SmuxGather gather)
    {
        var parts = _parts[gather.Count - 1] ??= new ArraySegment<byte>[2 * gather.Count];
        for (var frame = 0; frame < gather.Count; frame++)
        {
            MemoryMarshal.TryGetArray(gather.Head(frame), out parts[2 * frame]);
            MemoryMarshal.TryGetArray(gather.Payload(frame), out parts[(2 * frame) + 1]);
        }

        return parts;
    }
}
