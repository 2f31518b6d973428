using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ProtoHarness.Engine.Tests.Transports.Process;

/// <summary>The foreign program of these tests is their own executable: with a first argument that nobody else gives it never comes to run tests.</summary>
static class ForeignPeer
{
    const string Mark = "as-foreign-peer";

    /// <summary>The command line that runs a mode: <c>echo</c>, <c>parent</c>, <c>exit-code</c> are servers, <c>ask</c> is a client.</summary>
    public static string Command(string mode)
    {
        var self = Environment.ProcessPath!;
        var dll = typeof(ForeignPeer).Assembly.Location;
        return Path.GetFileNameWithoutExtension(self) == "dotnet" ? $"'{self}' exec '{dll}' {Mark} {mode} {{port}}" : $"'{self}' {Mark} {mode} {{port}}";
    }

    /// <summary>Until this ends no other thread comes into this module; so a copy of it plays.</summary>
    [ModuleInitializer]
    internal static void Run()
    {
        var self = typeof(ForeignPeer).Assembly;
        if (Environment.GetCommandLineArgs() is [_, Mark, var mode, var port] && AssemblyLoadContext.GetLoadContext(self) == AssemblyLoadContext.Default)
        {
            var copy = new AssemblyLoadContext("peer").LoadFromAssemblyPath(self.Location).GetType(typeof(ForeignPeer).FullName!)!;
            var play = copy.GetMethod(nameof(Play), BindingFlags.Static | BindingFlags.NonPublic)!;
            Environment.Exit((int)play.Invoke(null, [mode, int.Parse(port, CultureInfo.InvariantCulture)])!);
        }
    }

    static int Play(string mode, int port)
    {
        switch (mode)
        {
            case "ask":
                return Ask(port);
            case "parent":
                using (var child = System.Diagnostics.Process.Start(new ProcessStartInfo("sleep", ["1000"])))
                using (var output = Console.OpenStandardOutput())
                {
                    output.Write(System.Text.Encoding.ASCII.GetBytes($"{child!.Id}\n"));
                }

                break;
        }

        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        new Thread(() =>
        {
            while (true)
            {
                var socket = listener.AcceptSocket();
                new Thread(() => Echo(socket)) { IsBackground = true }.Start();
            }
        }) { IsBackground = true }.Start();
        if (mode == "parent")
        {
            new ManualResetEvent(false).WaitOne();
        }

        using var input = Console.OpenStandardInput();
        input.CopyTo(Stream.Null);
        return mode == "exit-code" ? 5 : 0;
    }

    static void Echo(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        stream.CopyTo(stream);
    }

    static int Ask(int port)
    {
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        var stream = client.GetStream();
        byte[] message = [3, 7, 8, 9];
        stream.Write(message);
        var answer = new byte[message.Length];
        stream.ReadExactly(answer);
        client.Client.Shutdown(SocketShutdown.Send);
        return answer.AsSpan().SequenceEqual(message) && stream.ReadByte() < 0 ? 0 : 4;
    }
}
