using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>
/// Hands out targets one by one, to several takers. They may come slowly, from somebody's pipe: then one taker waits for the next of them on its thread, and the
/// others wait without one.
/// </summary>
sealed class TargetQueue(IEnumerable<(ProbeTarget Target, ProbeOptions Options)> targets) : IDisposable
{
    readonly IEnumerator<(ProbeTarget Target, ProbeOptions Options)> _targets = targets.GetEnumerator();
    readonly SemaphoreSlim _turn = new(1);
    long _taken;

    /// <summary>The next target and its number, from 0; null at the end.</summary>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public async ValueTask<(long Number, ProbeTarget Target, ProbeOptions Options)?> TakeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _targets.MoveNext() ? (_taken++, _targets.Current.Target, _targets.Current.Options) : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _targets.Dispose();
        _turn.Dispose();
    }
}
