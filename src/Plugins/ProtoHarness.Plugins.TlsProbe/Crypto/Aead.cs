using System.Security.Cryptography;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>One of the authenticated ciphers of TLS with its key.</summary>
sealed class Aead : IDisposable
{
    readonly AesGcm? _gcm;
    readonly AesCcm? _ccm;
    readonly ChaCha20Poly1305? _chaCha;

    public Aead(AeadKind kind, byte[] key)
    {
        TagLength = kind == AeadKind.Ccm8 ? 8 : 16;
        switch (kind)
        {
            case AeadKind.Gcm:
                _gcm = new AesGcm(key, TagLength);
                break;
            case AeadKind.ChaCha:
                _chaCha = new ChaCha20Poly1305(key);
                break;
            default:
                _ccm = new AesCcm(key);
                break;
        }
    }

    public int TagLength { get; }

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> associated)
    {
        _gcm?.Encrypt(nonce, plain, cipher, tag, associated);
        _ccm?.Encrypt(nonce, plain, cipher, tag, associated);
        _chaCha?.Encrypt(nonce, plain, cipher, tag, associated);
    }

    public bool TryDecrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> associated)
    {
        try
        {
            _gcm?.Decrypt(nonce, cipher, tag, plain, associated);
            _ccm?.Decrypt(nonce, cipher, tag, plain, associated);
            _chaCha?.Decrypt(nonce, cipher, tag, plain, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _gcm?.Dispose();
        _ccm?.Dispose();
        _chaCha?.Dispose();
    }
}
