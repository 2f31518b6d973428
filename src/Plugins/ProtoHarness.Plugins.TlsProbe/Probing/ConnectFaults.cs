using System.Net.Sockets;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Tells the server's trouble from this machine's.</summary>
static class ConnectFaults
{
    /// <summary>What broke an open connection: the server, unless this machine says that it was itself.</summary>
    public static ProbeFault OfTalk(Exception e) =>
        (e as SocketException ?? e.InnerException as SocketException) is { } socket && Of(socket) is var fault && fault.Code.StartsWith("TLS.LOCAL.", StringComparison.Ordinal)
            && fault.Code != Codes.LocalOther ? fault : new(Codes.Reset, e.Message);

    /// <summary>Why no connection was opened.</summary>
    public static ProbeFault Of(Exception e) => e is SocketException socket
        ? new(
            socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => Codes.Refused,
                SocketError.ConnectionReset => Codes.Reset,
                SocketError.TimedOut => Codes.TimeoutConnect,
                SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressNotAvailable
                    or SocketError.ProcessLimit or SocketError.AddressAlreadyInUse => Codes.LocalResource,
                SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown => Codes.LocalRoute,
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => Codes.LocalName,
                _ => Codes.LocalOther,
            },
            socket.SocketErrorCode.ToString())
        : new(Codes.Refused, e.Message);
}
