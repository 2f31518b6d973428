using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>Probes many targets at once: one record each, told as soon as it is known. A silent one takes its own place and nobody else's time.</summary>
/// <param name="network">Where connections come from.</param>
/// <param name="options">How many at once.</param>
/// <param name="time">The clock of budgets and certificates.</param>
/// <param name="random">The randomness of a target, by its number; of what all share, by -1.</param>
sealed class FleetProbe(IProbeNetwork network, FleetOptions options, TimeProvider time, Func<long, Random> random)
{
    /// <summary>Probes all targets.</summary>
    /// <param name="targets">Each with how it is probed; taken one by one, so they may come from a stream.</param>
    /// <param name="report">Takes a record; one call at a time.</param>
    /// <param name="cancellationToken">Gives up what is not told yet.</param>
    public async Task RunAsync(IEnumerable<(ProbeTarget Target, ProbeOptions Options)> targets, Action<ProbeRecord> report, CancellationToken cancellationToken)
    {
        var paced = new PacedNetwork(network, options.Rate, time);
        var shared = new SharedWork(random(-1));
        using var queue = new TargetQueue(targets);
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, options.InFlight).Select(_ => WorkAsync())).ConfigureAwait(false);

        async Task WorkAsync()
        {
            while (await queue.TakeAsync(cancellationToken).ConfigureAwait(false) is var (number, target, how))
            {
                var record = await new TargetProbe(paced, target, how, time, random(number), shared).RunAsync(cancellationToken).ConfigureAwait(false);
                lock (gate)
                {
                    report(record);
                }
            }
        }
    }
}
