using System.Net;
using System.Net.Sockets;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.FileTransfer.Tests.Version0;

/// <summary>Version 0 with the simplest program that speaks it: a few lines on a socket.</summary>
public sealed class SimpleToolTests : IDisposable
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new FileTransferPlugin());
    static readonly byte[] Content = TransferRun.Bytes(200_000);

    readonly string _root = Directory.CreateTempSubdirectory("protoharness-").FullName;

    [Fact]
    public async Task A_simple_sender_is_understood()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var values = ParameterValues.Defaults.With(TransferSettings.Folder, _root).With(TransferSettings.NamePause, "50ms");
        await using var server = new LiveServer(Plugin, Plugin.Services.First(service => service.Name == "receive-0"), new IPEndPoint(IPAddress.Loopback, 0), Services(values));
        var serving = server.RunAsync(stop.Token);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address, TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);

        await stream.WriteAsync("photo.jpg"u8.ToArray(), TestContext.Current.CancellationToken);
        var ok = new byte[2];
        await stream.ReadExactlyAsync(ok, TestContext.Current.CancellationToken);
        await stream.WriteAsync(Content, TestContext.Current.CancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await stream.ReadAsync(ok, TestContext.Current.CancellationToken));

        Assert.Equal("ok", Encoding.ASCII.GetString(ok));
        Assert.Equal(["photo.jpg"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(_root, "photo.jpg"), TestContext.Current.CancellationToken));
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_simple_receiver_understands()
    {
        await File.WriteAllBytesAsync(Path.Combine(_root, "photo.jpg"), Content, TestContext.Current.CancellationToken);
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var sending = LiveClient.RunAsync(
            Plugin, Plugin.Conversations.First(conversation => conversation.Name == "send-0"), listener.LocalEndPoint!,
            Services(ParameterValues.Defaults.With(TransferSettings.Path, Path.Combine(_root, "photo.jpg"))), TestContext.Current.CancellationToken);

        using var socket = await listener.AcceptAsync(TestContext.Current.CancellationToken);
        await using var stream = new NetworkStream(socket);
        var name = new byte[1024];
        var length = await stream.ReadAsync(name, TestContext.Current.CancellationToken);
        await stream.WriteAsync("ok"u8.ToArray(), TestContext.Current.CancellationToken);
        using var received = new MemoryStream();
        await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
        socket.Close();
        await sending;

        Assert.Equal("photo.jpg", Encoding.UTF8.GetString(name, 0, length));
        Assert.Equal(Content, received.ToArray());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    static LiveServices Services(ParameterValues values) => new(values, new Seed(1), new Nobody(), TimeProvider.System);

    sealed class Nobody : ILiveObserver
    {
        public void Opened(string role, string peer)
        {
        }

        public void Said(string role, string text)
        {
        }

        public void Progressed(string role, string work, long done, long total)
        {
        }

        public void Ended(string role, Exception? error) => Assert.Null(error);
    }
}
