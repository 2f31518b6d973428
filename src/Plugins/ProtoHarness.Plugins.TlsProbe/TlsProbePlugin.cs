using ProtoHarness.Abstractions;
using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe;

/// <summary>What a TLS server presents, found out by hand-made handshakes (docs/wire/tls-probe.md), and a box of bad servers to prove it on.</summary>
public sealed class TlsProbePlugin : IProtocolPlugin
{
    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("tls-probe", "what a TLS server presents, and a box of bad servers")
            .Frame<TlsRecord>().Frame<HandshakeMessage>().Frame<AlertMessage>()
            .Frame<ClientHello>().Frame<ServerHello>().Frame<HelloRetryRequest>()
            .Frame<RawExtension>().Frame<ExtensionBlock>()
            .Frame<ClientExtension>().Frame<ServerExtension>().Frame<RetryExtension>().Frame<CertificateExtension>()
            .Frame<Certificate12>().Frame<Certificate13>().Frame<CertificateStatus>().Frame<CertificateVerify>().Frame<OldSignature>()
            .Frame<EcdheKeyExchange>().Frame<DheKeyExchange>()
            .Frame<CertificateRequest10>().Frame<CertificateRequest12>().Frame<CertificateRequest13>()
            .Frame<Ssl2ClientHello>().Frame<Ssl2ServerHello>()
            .Options(TlsProbeOptions.Case, TlsProbeOptions.Root)
            .Service("box", "a server with a fault, by name", BoxService.Create)
            .Conversation(new Conversation(
                "probe", "probes the server, and finds what is wrong with it and nothing else",
                context => BoxProbe.TalkAsync(
                    context, BoxCases.Of(context.Get(TlsProbeOptions.Case)), context.Get(TlsProbeOptions.Depth) == "full" ? ProbeDepth.Full : ProbeDepth.Chain))
            {
                // A probe goes when it has seen enough: its end tells the server nothing else.
                Parameters = [TlsProbeOptions.Depth], EndsByClose = true, EndOfInputEndsSession = true,
            });
    }
}
