using System.Buffers.Binary;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>The encryption of one direction (RFC 8446, 5.2; for TLS 1.2 with AES-GCM RFC 5288, 3).</summary>
sealed class RecordCipher(SuiteCrypto suite, byte[] key, byte[] iv, bool isTls13) : IDisposable
{
    const int ExplicitNonce = 8;

    readonly Aead _aead = new(suite.Kind, key);
    ulong _sequence;

    /// <summary>A whole record with this content.</summary>
    public byte[] Seal(ContentType type, ReadOnlySpan<byte> plain)
    {
        var before = isTls13 ? 0 : ExplicitNonce;
        var inner = isTls13 ? [.. plain, (byte)type] : plain.ToArray();
        var record = new byte[TlsRecord.HeaderLength + before + inner.Length + _aead.TagLength];
        record[0] = isTls13 ? (byte)ContentType.ApplicationData : (byte)type;
        record[1] = record[2] = 3;
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(3), (ushort)(record.Length - TlsRecord.HeaderLength));
        BinaryPrimitives.WriteUInt64BigEndian(isTls13 ? new byte[8] : record.AsSpan(TlsRecord.HeaderLength), _sequence);
        var body = record.AsSpan(TlsRecord.HeaderLength + before);
        _aead.Encrypt(
            Nonce(record.AsSpan(TlsRecord.HeaderLength)), inner, body[..inner.Length], body[inner.Length..],
            isTls13 ? record.AsSpan(0, TlsRecord.HeaderLength) : Associated(type, inner.Length));
        _sequence++;
        return record;
    }

    /// <summary>Opens a record; false when it was not made with this key, or has no content type inside.</summary>
    public bool TryOpen(ContentType outer, ReadOnlySpan<byte> fragment, out ContentType type, out byte[] plain)
    {
        (type, plain) = (outer, []);
        var before = isTls13 ? 0 : ExplicitNonce;
        var length = fragment.Length - before - _aead.TagLength;
        if (length < 0)
        {
            return false;
        }

        Span<byte> header = [(byte)outer, 3, 3, (byte)(fragment.Length >> 8), (byte)fragment.Length];
        var opened = new byte[length];
        if (!_aead.TryDecrypt(
            Nonce(fragment), fragment.Slice(before, length), fragment[(before + length)..], opened, isTls13 ? header : Associated(outer, length)))
        {
            return false;
        }

        _sequence++;
        if (!isTls13)
        {
            plain = opened;
            return true;
        }

        // Behind the content stand its type and any number of zeros.
        var end = opened.AsSpan().LastIndexOfAnyExcept((byte)0);
        if (end < 0)
        {
            return false;
        }

        (type, plain) = ((ContentType)opened[end], opened[..end]);
        return true;
    }

    public void Dispose() => _aead.Dispose();

    byte[] Nonce(ReadOnlySpan<byte> fragment)
    {
        if (!isTls13)
        {
            return [.. iv, .. fragment[..ExplicitNonce]];
        }

        var nonce = (byte[])iv.Clone();
        for (var i = 0; i < 8; i++)
        {
            nonce[^(i + 1)] ^= (byte)(_sequence >> (8 * i));
        }

        return nonce;
    }

    byte[] Associated(ContentType type, int length)
    {
        var bytes = new byte[13];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _sequence);
        (bytes[8], bytes[9], bytes[10]) = ((byte)type, 3, 3);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(11), (ushort)length);
        return bytes;
    }
}
