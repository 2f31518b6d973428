using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>What a client's hello offers.</summary>
sealed class OfferedHello
{
    OfferedHello(ClientHello hello) => Hello = hello;

    public ClientHello Hello { get; }

    public string? Name { get; private set; }

    public IReadOnlyList<TlsVersion> Versions { get; private set; } = [];

    public IReadOnlyList<NamedGroup> Groups { get; private set; } = [];

    public IReadOnlyList<KeyShareEntry> Shares { get; private set; } = [];

    public IReadOnlyList<string> Alpn { get; private set; } = [];

    public bool AsksForStatus { get; private set; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="ProtocolException">It is no ClientHello.</exception>
    public static OfferedHello Read(byte[] message)
    {
        if (message[0] != (byte)HandshakeType.ClientHello || Bytes.Read<ClientHello>(message.AsMemory(HandshakeMessage.HeaderLength)) is not { } hello)
        {
            throw new ProtocolException("A client's first message is no ClientHello.");
        }

        var offered = new OfferedHello(hello)
        {
            Versions = [.. new[] { TlsVersion.Tls12, TlsVersion.Tls11, TlsVersion.Tls10, TlsVersion.Ssl3 }.Where(version => version <= hello.Version)],
        };
        foreach (var raw in hello.Extensions.SelectMany(block => block.Items))
        {
            var result = ClientExtension.TryRead(Bytes.Of(raw), out var extension);
            if (result.IsComplete)
            {
                offered.Take(extension.Body);
            }
            else if (result.Error is not { Kind: FrameErrorKind.UnknownTag })
            {
                throw new ProtocolException($"A client's extension {raw.Type} cannot be read.");
            }
        }

        return offered;
    }

    void Take(IClientExtension body)
    {
        switch (body)
        {
            case ServerNameList { Names: [var name, ..] }:
                Name = name.Host;
                break;
            case VersionList list:
                Versions = list.Versions;
                break;
            case GroupList list:
                Groups = list.Groups;
                break;
            case KeyShareList list:
                Shares = list.Entries;
                break;
            case ProtocolList list:
                Alpn = [.. list.Names.Select(name => Encoding.ASCII.GetString(name.Name.Span))];
                break;
            case StatusRequest:
                AsksForStatus = true;
                break;
        }
    }
}
