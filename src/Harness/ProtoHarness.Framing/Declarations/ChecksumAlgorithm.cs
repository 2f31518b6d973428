namespace ProtoHarness.Framing;

/// <summary>The checksums that a frame can declare without code of its own.</summary>
public enum ChecksumAlgorithm
{
    /// <summary>CRC-32 as in ISO-HDLC, Ethernet and zip: reflected, polynomial 0x04C11DB7.</summary>
    Crc32,

    /// <summary>CRC-32C (Castagnoli), as in iSCSI: reflected, polynomial 0x1EDC6F41.</summary>
    Crc32C,

    /// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, not reflected.</summary>
    Crc16Ccitt,

    /// <summary>Adler-32 (RFC 1950).</summary>
    Adler32,

    /// <summary>Fletcher-16, modulo 255.</summary>
    Fletcher16,

    /// <summary>The Internet checksum: one's complement of the one's complement sum of big-endian 16-bit words (RFC 1071).</summary>
    Internet,

    /// <summary>The sum of all bytes modulo 256.</summary>
    Sum8,

    /// <summary>All bytes combined by exclusive or.</summary>
    Xor8,
}
