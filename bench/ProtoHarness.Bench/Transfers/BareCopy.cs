using System.Net;
using System.Net.Sockets;

namespace ProtoHarness.Bench.Transfers;

/// <summary>
/// A file over a socket and nothing else: read and send, receive and write, 64 KiB at a time; its end is the connection's. At the end it is synced, as ours is: otherwise the disk would be
/// measured on one side only.
/// </summary>
static class BareCopy
{
    const int BufferLength = 64 * 1024;

    internal static async Task SendAsync(IPEndPoint to, string path)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(to);
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[BufferLength];
        for (var at = 0L; RandomAccess.Read(file, buffer, at) is > 0 and var read; at += read)
        {
            for (var sent = 0; sent < read;)
            {
                sent += await socket.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }

        socket.Shutdown(SocketShutdown.Send);
        if (await socket.ReceiveAsync(buffer) != 1)
        {
            throw new IOException("the receiver did not say that it has stored the file");
        }
    }

    internal static async Task ReceiveAllAsync(Socket listener, string folder)
    {
        for (var count = 0; ; count++)
        {
            using var socket = await listener.AcceptAsync();
            using var file = File.OpenHandle(Path.Combine(folder, $"bare{count}"), FileMode.Create, FileAccess.Write);
            var buffer = new byte[BufferLength];
            for (var at = 0L; await socket.ReceiveAsync(buffer) is > 0 and var read; at += read)
            {
                RandomAccess.Write(file, buffer.AsSpan(0, read), at);
            }

            RandomAccess.FlushToDisk(file);
            await socket.SendAsync(buffer.AsMemory(0, 1));
        }
    }
}
