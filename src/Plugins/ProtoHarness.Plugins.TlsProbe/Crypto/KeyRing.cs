using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// One key of each group, made when it is first asked for and used in every handshake. A fresh one each time would cost more than the rest of a handshake and
/// protect nothing: what a probe reads is shown to anybody, and possession is proven by what is signed.
/// </summary>
/// <param name="random">Where private keys come from.</param>
sealed class KeyRing(Random random)
{
    readonly Dictionary<NamedGroup, KeyShare> _shares = [];
    readonly Lock _lock = new();

    /// <summary>The key of a group.</summary>
    /// <param name="group">One that <see cref="KeyShare.CanMake"/>.</param>
    public KeyShare Of(NamedGroup group)
    {
        lock (_lock)
        {
            if (!_shares.TryGetValue(group, out var share))
            {
                _shares[group] = share = KeyShare.Make(group, random);
            }

            return share;
        }
    }
}
