using ProtoHarness.Abstractions;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Connections to the session's own server, whatever the target says.</summary>
sealed class ConversationNetwork(ConversationContext context) : IProbeNetwork
{
    public async ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken) =>
        new OwnedStream(await context.ConnectAsync(cancellationToken).ConfigureAwait(false));
}
