using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>
/// Lets no more than so many connections a second go to one address, whatever names it has. Waiting for a turn is no part of any budget but the target's.
/// </summary>
sealed class PacedNetwork(IProbeNetwork inner, double rate, TimeProvider time) : IProbeNetwork
{
    /// <summary>Addresses from which those are forgotten whose turn has passed.</summary>
    const int MostRemembered = 4096;

    readonly Dictionary<string, DateTimeOffset> _next = new(StringComparer.OrdinalIgnoreCase);
    readonly Lock _lock = new();
    int _sweepAt = MostRemembered;

    public ValueTask<string> AddressAsync(ProbeTarget target, CancellationToken cancellationToken) => inner.AddressAsync(target, cancellationToken);

    public ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken) => inner.ConnectAsync(target, cancellationToken);

    public async ValueTask WaitTurnAsync(string address, CancellationToken cancellationToken)
    {
        var wait = TakeTurn(address);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    TimeSpan TakeTurn(string address)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_next.Count >= _sweepAt)
            {
                _next.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList().ForEach(old => _next.Remove(old));
                _sweepAt = Math.Max(MostRemembered, 2 * _next.Count);
            }

            var turn = _next.TryGetValue(address, out var next) && next > now ? next : now;
            _next[address] = turn + TimeSpan.FromSeconds(1 / rate);
            return turn - now;
        }
    }
}
