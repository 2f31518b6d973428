using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// Ports for foreign programs, which open them themselves, some time after they were chosen. One of those that the system gives out would be given to somebody
/// else in between on a busy machine: the program could not have it, and its client would talk to a stranger.
/// </summary>
static class ProgramPort
{
    const int Lowest = 10_000;
    const int FewestToChooseFrom = 1_000;
    const int Attempts = 64;

    // RFC 6335, section 6: from here on ports are the system's to give out, where it does not say itself.
    const int Dynamic = 49_152;

    // Processes that run beside each other start at different places, and each goes on from where it was.
    const int Stride = 7_919;

    static int _last = Environment.ProcessId * Stride;

    /// <summary>A port that nobody uses now and the system gives to nobody who does not ask for it by its number.</summary>
    /// <returns>The port; one that the system gives out where it leaves too few others.</returns>
    public static int Choose()
    {
        var choices = (uint)Math.Max(0, FirstGivenOut() - Lowest);
        for (var attempt = 0; attempt < Attempts && choices >= FewestToChooseFrom; attempt++)
        {
            if (TryBind(Lowest + (int)((uint)Interlocked.Increment(ref _last) % choices)) is { } port)
            {
                return port;
            }
        }

        return TryBind(0) ?? throw new SocketException((int)SocketError.AddressAlreadyInUse);
    }

    /// <summary>The first port of the range that the system gives out, as Linux says.</summary>
    static int FirstGivenOut()
    {
        try
        {
            var range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return range.Length == 2 && int.TryParse(range[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : Dynamic;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Dynamic;
        }
    }

    static int? TryBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
    }
}
