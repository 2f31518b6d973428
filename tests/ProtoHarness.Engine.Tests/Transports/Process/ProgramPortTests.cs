using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Tests.Transports.Process;

public class ProgramPortTests
{
    [Fact]
    public void Port_of_a_program_is_none_that_the_system_gives_out_and_none_twice_in_a_row()
    {
        var first = File.Exists("/proc/sys/net/ipv4/ip_local_port_range")
            ? int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0], CultureInfo.InvariantCulture) : 49_152;
        Assert.SkipWhen(first < 11_000, "the system gives out nearly all ports here; there are none besides");
        var ports = Enumerable.Range(0, 20).Select(_ => ProgramPort.Choose()).ToList();
        Assert.All(ports, port => Assert.InRange(port, 10_000, first - 1));
        Assert.Equal(20, ports.Distinct().Count());
    }

    [Fact]
    public void Port_that_somebody_listens_on_is_passed_over()
    {
        // The next ones are taken, by the first one chosen.
        var taken = ProgramPort.Choose();
        var listeners = Enumerable.Range(taken + 1, 3).Select(Listen).ToList();
        var next = ProgramPort.Choose();
        Assert.DoesNotContain(next, listeners.OfType<TcpListener>().Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port));
        listeners.ForEach(listener => listener?.Dispose());
    }

    static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }
}
