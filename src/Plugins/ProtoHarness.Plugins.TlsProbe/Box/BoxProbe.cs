using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Probes a case of the box in a session, and compares the codes.</summary>
static class BoxProbe
{
    // What one handshake cannot show.
    static readonly string[] OnlyInFull = ["TLS.PROTO.", "TLS.CIPHER.", "TLS.KEX.", "TLS.SNI.", "TLS.AUTH.", "TLS.FLEET."];

    static readonly X509Certificate2Collection Roots = [X509CertificateLoader.LoadCertificate(BoxPki.Root)];

    // Sessions come by the thousand, and all meet the same few certificates.
    static readonly SharedWork Shared = new(new Random(1));

    /// <summary>Probes a case.</summary>
    public static async Task<ProbeRecord> RunAsync(BoxCase one, IProbeNetwork network, ProbeDepth depth, TimeProvider time, Random random, CancellationToken cancellationToken)
    {
        var options = one.Options(new ProbeOptions { Depth = depth, Trust = new() { Roots = Roots } });
        if (depth == ProbeDepth.Chain)
        {
            options = options with { Depth = depth };
        }

        if (one.IsProbedBefore)
        {
            await AskAsync(options with { Depth = ProbeDepth.Chain }).ConfigureAwait(false);
        }

        return await AskAsync(options).ConfigureAwait(false);

        Task<ProbeRecord> AskAsync(ProbeOptions how) =>
            new TargetProbe(network, new ProbeTarget(one.Host, ProbeTarget.DefaultPort), how, time, random, Shared).RunAsync(cancellationToken);
    }

    /// <summary>What a probe of this depth must say.</summary>
    public static IEnumerable<string> Expected(BoxCase one, ProbeDepth depth) =>
        one.Expected.Where(code => depth == ProbeDepth.Full || !OnlyInFull.Any(prefix => code.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>The conversation: a probe whose record is not the expected one has been refused by what came between.</summary>
    public static async Task TalkAsync(ConversationContext context, BoxCase one, ProbeDepth depth)
    {
        var record = await RunAsync(one, new ConversationNetwork(context), depth, context.Time, context.Random, context.Cancellation).ConfigureAwait(false);
        var expected = Expected(one, depth).Order(StringComparer.Ordinal);
        if (!record.Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal).SequenceEqual(expected))
        {
            throw new ProtocolException($"{one.Name}: expected {string.Join(", ", expected.DefaultIfEmpty("nothing"))}, found {string.Join(", ", record.Findings)}.");
        }
    }
}
