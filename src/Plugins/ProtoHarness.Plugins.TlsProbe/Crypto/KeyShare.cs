using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Sharing;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>
/// One side of a key exchange. The private key comes from the caller's randomness, so that a session can be repeated. Several handshakes may use it at once.
/// </summary>
sealed class KeyShare
{
    /// <summary>Secrets that are kept: a box of servers has one key for each group, and sessions come by the thousand.</summary>
    const int MostSecrets = 64;

    readonly byte[] _private;
    readonly ECCurve? _curve;
    readonly ECDiffieHellman? _own;
    readonly Lock _lock = new();
    readonly BoundedCache<string, byte[]> _agreed = new(MostSecrets);

    KeyShare(NamedGroup group, byte[] privateKey, ECCurve? curve)
    {
        (Group, _private, _curve) = (group, privateKey, curve);
        if (curve is not { } known)
        {
            PublicKey = X25519.Multiply(privateKey, X25519.BasePoint);
            return;
        }

        _own = ECDiffieHellman.Create(new ECParameters { Curve = known, D = privateKey });
        var point = _own.ExportParameters(false).Q;
        PublicKey = [4, .. point.X!, .. point.Y!];
    }

    public NamedGroup Group { get; }

    public byte[] PublicKey { get; }

    /// <summary>Whether keys of a group can be made here.</summary>
    public static bool CanMake(NamedGroup group) => group == NamedGroup.X25519 || CurveOf(group) is not null;

    /// <summary>Makes a key.</summary>
    /// <param name="group">One that <see cref="CanMake"/>.</param>
    /// <param name="random">Where the private key comes from.</param>
    public static KeyShare Make(NamedGroup group, Random random)
    {
        var length = group switch { NamedGroup.Secp384R1 => 48, NamedGroup.Secp521R1 => 66, _ => 32 };
        var key = new byte[length];
        random.NextBytes(key);
        if (group != NamedGroup.X25519)
        {
            // Below the order of the curve, and not zero.
            key[0] = group == NamedGroup.Secp521R1 ? (byte)0 : (byte)(key[0] & 0x7F);
            key[^1] |= 1;
        }

        return new(group, key, CurveOf(group));
    }

    /// <summary>The common secret; null when the peer's key is no point of the group.</summary>
    public byte[]? Agree(ReadOnlySpan<byte> peerKey)
    {
        var name = Convert.ToHexString(peerKey);
        if (_agreed.TryGet(name, out var known))
        {
            return known;
        }

        var secret = Derive(peerKey);
        if (secret is not null)
        {
            _agreed.Put(name, secret, weight: 1);
        }

        return secret;
    }

    byte[]? Derive(ReadOnlySpan<byte> peerKey)
    {
        if (_curve is not { } curve)
        {
            return peerKey.Length == 32 ? X25519.Multiply(_private, peerKey) : null;
        }

        var length = _private.Length;
        if (peerKey.Length != 1 + (2 * length) || peerKey[0] != 4)
        {
            return null;
        }

        try
        {
            using var other = ECDiffieHellman.Create(new ECParameters
            {
                Curve = curve, Q = new ECPoint { X = peerKey.Slice(1, length).ToArray(), Y = peerKey[(1 + length)..].ToArray() },
            });
            using var theirs = other.PublicKey;
            lock (_lock)
            {
                return _own!.DeriveRawSecretAgreement(theirs);
            }
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    static ECCurve? CurveOf(NamedGroup group) => group switch
    {
        NamedGroup.Secp256R1 => ECCurve.NamedCurves.nistP256,
        NamedGroup.Secp384R1 => ECCurve.NamedCurves.nistP384,
        NamedGroup.Secp521R1 => ECCurve.NamedCurves.nistP521,
        _ => null,
    };
}
