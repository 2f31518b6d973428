using System.Diagnostics.CodeAnalysis;
using ProtoHarness.Plugins.TlsProbe.Probing;

namespace ProtoHarness.Plugins.TlsProbe.Fleet;

/// <summary>Hands out targets one by one, to several takers.</summary>
sealed class TargetQueue(IEnumerable<(ProbeTarget Target, ProbeOptions Options)> targets)
{
    readonly IEnumerator<(ProbeTarget Target, ProbeOptions Options)> _targets = targets.GetEnumerator();
    readonly Lock _lock = new();
    long _taken;

    public bool TryTake(out long number, [NotNullWhen(true)] out ProbeTarget? target, [NotNullWhen(true)] out ProbeOptions? options)
    {
        lock (_lock)
        {
            var isThere = _targets.MoveNext();
            (target, options) = isThere ? _targets.Current : default((ProbeTarget?, ProbeOptions?));
            number = _taken++;
            return isThere;
        }
    }
}
