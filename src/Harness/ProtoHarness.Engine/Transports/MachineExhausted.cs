using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>Tells what the machine that the harness runs on has run out of from what a peer did.</summary>
static class MachineExhausted
{
    /// <summary>What has run out, and what can be done about it.</summary>
    /// <param name="error">What a socket of the harness said.</param>
    /// <returns>A sentence; null when the machine is not to blame.</returns>
    public static string? Reason(SocketException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.SocketErrorCode switch
        {
            SocketError.TooManyOpenSockets => "this process has no file handles left for a connection: raise the limit (ulimit -n), or lower the number of connections (--limit crowd=N)",
            SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse =>
                "this machine has no local port left for a connection: wait until those in TIME_WAIT are free, or lower the number of connections (--limit crowd=N)",
            SocketError.NoBufferSpaceAvailable => "this machine has no memory left for a socket's buffers: lower the number of connections (--limit crowd=N)",
            _ => null,
        };
    }
}
