using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>Lets no more than so many connections a second go to one host. Waiting for a turn is no part of any budget but the target's.</summary>
sealed class PacedNetwork(IProbeNetwork inner, double rate, TimeProvider time) : IProbeNetwork
{
    readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.OrdinalIgnoreCase);
    readonly Lock _lock = new();

    public ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken) => inner.ConnectAsync(target, cancellationToken);

    public async ValueTask WaitTurnAsync(ProbeTarget target, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _next.TryGetValue(target.Host, out var next) && next > now ? next : now;
            _next[target.Host] = turn + TimeSpan.FromSeconds(1 / rate);
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
