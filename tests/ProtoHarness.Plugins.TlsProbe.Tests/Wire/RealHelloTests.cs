using System.Buffers;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Wire;

/// <summary>Bytes that others made: the ClientHello and ServerHello of RFC 8448, 3.</summary>
public class RealHelloTests
{
    const string Client =
        "010000c00303cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7000006130113031302010000910000000b000900000673657276"
        + "6572ff01000100000a00140012001d0017001800190100010101020103010400230000003300260024001d002099381de560e4bd43d23d8e435a7dbafeb3c06e51"
        + "c13cae4d5413691e529aaf2c002b0003020304000d0020001e040305030603020308040805080604010501060102010402050206020202002d00020101001c0002"
        + "4001";

    const string Server =
        "020000560303a6af06a4121860dc5e6e60249cd34c95930c8ac5cb1434dac155772ed3e2692800130100002e00330024001d0020c9828876112095fe66762bdbf7"
        + "c672e156d6cc253b833df1dd69b1b04e751f0f002b00020304";

    [Fact]
    public void The_client_hello_of_the_trace_is_read_and_written_back()
    {
        var message = Read<HandshakeMessage>(Convert.FromHexString(Client));
        var hello = Read<ClientHello>(message.Body.ToArray());

        Assert.Equal(HandshakeType.ClientHello, message.Type);
        Assert.Equal([0x1301, 0x1303, 0x1302], hello.CipherSuites);
        var extensions = Assert.Single(hello.Extensions).Items;
        Assert.Equal(9, extensions.Length);
        var names = Assert.IsType<ServerNameList>(Known<ClientExtension>(extensions[0]).Body);
        Assert.Equal("server", Assert.Single(names.Names).Host);
        Assert.Equal(NamedGroup.X25519, Assert.Single(Assert.IsType<KeyShareList>(Known<ClientExtension>(extensions[4]).Body).Entries).Group);
        Assert.Equal(message.Body.ToArray(), Written(hello));
    }

    [Fact]
    public void The_server_hello_of_the_trace_is_read_and_is_no_retry()
    {
        var message = Read<HandshakeMessage>(Convert.FromHexString(Server));
        var hello = Read<ServerHello>(message.Body.ToArray());

        Assert.Equal(TlsVersion.Tls13, Assert.IsType<SelectedVersion>(Known<ServerExtension>(hello.Extensions[0].Items[1]).Body).Version);
        Assert.Equal(FrameReadStatus.Malformed, HelloRetryRequest.TryRead(message.Body.ToArray(), out _).Status);
    }

    [Fact]
    public void A_certificate_that_is_longer_than_its_list_is_refused()
    {
        // The list has 5 bytes; the certificate in it claims 9.
        var result = Certificate12.TryRead(new byte[] { 0, 0, 5, 0, 0, 9, 1, 2 }, out _);

        Assert.Equal(FrameReadStatus.Malformed, result.Status);
    }

    static TFrame Read<TFrame>(byte[] bytes)
        where TFrame : IFrame<TFrame>
    {
        var result = TFrame.TryRead(bytes, out var frame);
        Assert.Equal(FrameReadResult.Complete(bytes.Length), result);
        return frame;
    }

    static TFrame Known<TFrame>(RawExtension extension)
        where TFrame : IFrame<TFrame> => Read<TFrame>(Written(extension));

    static byte[] Written<TFrame>(TFrame frame)
        where TFrame : IFrame<TFrame>
    {
        var bytes = new byte[frame.GetEncodedLength()];
        Assert.Equal(bytes.Length, frame.Write(bytes));
        return bytes;
    }
}
